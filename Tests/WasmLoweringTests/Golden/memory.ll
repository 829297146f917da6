@asml.m0 = internal global { i64, i64, i64, i64 } { i64 1048576, i64 1, i64 65536, i64 8590000128 }, section "asml_state", align 8
@asml.data0.length = internal global i64 0, section "asml_state", align 8
@asml.data1 = internal constant [7 x i8] c"passive"
@asml.data1.length = internal global i64 7, section "asml_state", align 8
@rt_stack_limit = external hidden global i64
@asml.image0 = internal global [4096 x i8] c"\00\00\00\00hello...", section "asml_image", align 4096
@asml.memories = internal constant [1 x ptr] [ptr @asml.m0], align 8
@asml.chunks = internal constant [1 x { ptr, i64, i64, ptr }] [{ ptr, i64, i64, ptr } { ptr @asml.m0, i64 4096, i64 4096, ptr @asml.image0 }], align 8

define internal i32 @asml.f0(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %1 = zext i32 %0 to i64
  %2 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %1
  %3 = getelementptr i8, ptr %2, i64 16
  %4 = load i32, ptr %3, align 1
  br label %return

return:
  %5 = phi i32 [ %4, %entry ]
  ret i32 %5
}

define internal i64 @asml.f1(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %1 = zext i32 %0 to i64
  %2 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %1
  %3 = load i16, ptr %2, align 1
  %4 = sext i16 %3 to i64
  br label %return

return:
  %5 = phi i64 [ %4, %entry ]
  ret i64 %5
}

define internal void @asml.f2(i32 %0, i32 %1) section "asml_text" {
entry:
  %2 = zext i32 %0 to i64
  %3 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %2
  %4 = trunc i32 %1 to i8
  store i8 %4, ptr %3, align 1
  br label %return

return:
  ret void
}

define internal void @asml.f3(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %1 = zext i32 %0 to i64
  %2 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %1
  %3 = load volatile i32, ptr %2, align 1
  %4 = icmp eq i32 %3, 0
  %5 = zext i1 %4 to i32
  br label %return

return:
  ret void
}

define internal i32 @asml.f4(i32 %0) section "asml_text" {
entry:
  %1 = zext i32 %0 to i64
  %2 = call i64 @asml.host.rt_memory_grow(ptr @asml.m0, i64 %1)
  %3 = trunc i64 %2 to i32
  br label %return

return:
  %4 = phi i32 [ %3, %entry ]
  ret i32 %4
}

define internal void @asml.f5(i32 %0, i32 %1, i32 %2) section "asml_text" {
entry:
  %3 = zext i32 %2 to i64
  %4 = zext i32 %1 to i64
  %5 = zext i32 %0 to i64
  %6 = load i64, ptr getelementptr (i8, ptr @asml.m0, i64 8), align 8
  %7 = shl i64 %6, 16
  %8 = add i64 %4, %3
  %9 = icmp ugt i64 %8, %7
  br i1 %9, label %trap, label %next

return:
  ret void

trap:
  call void @rt_trap_out_of_bounds_memory()
  unreachable

next:
  %10 = load i64, ptr getelementptr (i8, ptr @asml.m0, i64 8), align 8
  %11 = shl i64 %10, 16
  %12 = add i64 %5, %3
  %13 = icmp ugt i64 %12, %11
  br i1 %13, label %trap1, label %next2

trap1:
  call void @rt_trap_out_of_bounds_memory()
  unreachable

next2:
  %14 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %5
  %15 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %4
  call void @llvm.memmove.p0.p0.i64(ptr %14, ptr %15, i64 %3, i1 false)
  br label %return
}

define internal void @asml.f6(i32 %0, i32 %1, i32 %2) section "asml_text" {
entry:
  %3 = zext i32 %2 to i64
  %4 = zext i32 %1 to i64
  %5 = zext i32 %0 to i64
  %6 = load i64, ptr @asml.data1.length, align 8
  %7 = add i64 %4, %3
  %8 = icmp ugt i64 %7, %6
  br i1 %8, label %trap, label %next

return:
  ret void

trap:
  call void @rt_trap_out_of_bounds_memory()
  unreachable

next:
  %9 = load i64, ptr getelementptr (i8, ptr @asml.m0, i64 8), align 8
  %10 = shl i64 %9, 16
  %11 = add i64 %5, %3
  %12 = icmp ugt i64 %11, %10
  br i1 %12, label %trap1, label %next2

trap1:
  call void @rt_trap_out_of_bounds_memory()
  unreachable

next2:
  %13 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %5
  %14 = getelementptr i8, ptr @asml.data1, i64 %4
  call void @llvm.memcpy.p0.p0.i64(ptr %13, ptr %14, i64 %3, i1 false)
  store i64 0, ptr @asml.data1.length, align 8
  br label %return
}

declare void @llvm.sideeffect()

define internal i64 @asml.host.rt_memory_grow(ptr %0, i64 %1) section "asml_text" {
entry:
  %2 = call ptr @llvm.frameaddress.p0(i32 0)
  %3 = ptrtoint ptr %2 to i64
  %4 = load i64, ptr @rt_stack_limit, align 8
  %5 = icmp ult i64 %3, %4
  br i1 %5, label %trap, label %next

trap:
  call void @rt_trap_stack_overflow()
  unreachable

next:
  %6 = call i64 @rt_memory_grow(ptr %0, i64 %1)
  ret i64 %6
}

declare ptr @llvm.frameaddress.p0(i32 immarg)

declare hidden void @rt_trap_stack_overflow()

declare hidden i64 @rt_memory_grow(ptr, i64)

declare hidden void @rt_trap_out_of_bounds_memory()

declare void @llvm.memmove.p0.p0.i64(ptr nocapture writeonly, ptr nocapture readonly, i64, i1 immarg)

declare void @llvm.memcpy.p0.p0.i64(ptr noalias nocapture writeonly, ptr noalias nocapture readonly, i64, i1 immarg)

define hidden void @asml.instantiate() section "asml_text" {
entry:
  ret void
}

define internal void @asml.invoke0(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call i32 @asml.f0(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke1(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call i64 @asml.f1(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i64 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke2(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i32, ptr %3, align 8
  call void @asml.f2(i32 %2, i32 %4)
  ret void
}

define internal void @asml.invoke3(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  call void @asml.f3(i32 %2)
  ret void
}

define internal void @asml.invoke4(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call i32 @asml.f4(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke5(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i32, ptr %3, align 8
  %5 = getelementptr i8, ptr %0, i64 16
  %6 = load i32, ptr %5, align 8
  call void @asml.f5(i32 %2, i32 %4, i32 %6)
  ret void
}

define internal void @asml.invoke6(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i32, ptr %3, align 8
  %5 = getelementptr i8, ptr %0, i64 16
  %6 = load i32, ptr %5, align 8
  call void @asml.f6(i32 %2, i32 %4, i32 %6)
  ret void
}
