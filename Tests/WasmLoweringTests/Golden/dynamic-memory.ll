@asml.m0 = internal global { i64, i64, i64, i64 } { i64 0, i64 1, i64 4, i64 0 }, section "asml_state", align 8
@asml.m1 = internal global { i64, i64, i64, i64 } { i64 0, i64 0, i64 65536, i64 0 }, section "asml_state", align 8
@asml.data0.length = internal global i64 0, section "asml_state", align 8
@asml.data1.length = internal global i64 0, section "asml_state", align 8
@rt_stack_limit = external hidden global i64
@asml.image0 = internal global [4096 x i8] c"\00\00\00\00\00\00\00\00image...", section "asml_image", align 4096
@asml.memories = internal constant [2 x ptr] [ptr @asml.m0, ptr @asml.m1], align 8
@asml.chunks = internal constant [1 x { ptr, i64, i64, ptr }] [{ ptr, i64, i64, ptr } { ptr @asml.m0, i64 0, i64 4096, ptr @asml.image0 }], align 8

define internal i32 @asml.f0(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %1 = zext i32 %0 to i64
  %2 = load i64, ptr getelementptr (i8, ptr @asml.m0, i64 8), align 8
  %3 = shl i64 %2, 16
  %4 = call i64 @llvm.usub.sat.i64(i64 %3, i64 7)
  %5 = icmp uge i64 %1, %4
  br i1 %5, label %trap, label %next

return:
  %6 = phi i32 [ %10, %next ]
  ret i32 %6

trap:
  call void @rt_trap_out_of_bounds_memory()
  unreachable

next:
  %7 = load ptr, ptr @asml.m0, align 8
  %8 = getelementptr i8, ptr %7, i64 %1
  %9 = getelementptr i8, ptr %8, i64 4
  %10 = load i32, ptr %9, align 1
  br label %return
}

define internal void @asml.f1(i32 %0, i64 %1) section "asml_text" {
entry:
  %2 = zext i32 %0 to i64
  %3 = load i64, ptr getelementptr (i8, ptr @asml.m1, i64 8), align 8
  %4 = shl i64 %3, 16
  %5 = call i64 @llvm.usub.sat.i64(i64 %4, i64 7)
  %6 = icmp uge i64 %2, %5
  br i1 %6, label %trap, label %next

return:
  ret void

trap:
  call void @rt_trap_out_of_bounds_memory()
  unreachable

next:
  %7 = load ptr, ptr @asml.m1, align 8
  %8 = getelementptr i8, ptr %7, i64 %2
  store i64 %1, ptr %8, align 1
  br label %return
}

define internal i32 @asml.f2(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %1 = zext i32 %0 to i64
  %2 = load i64, ptr getelementptr (i8, ptr @asml.m0, i64 8), align 8
  %3 = shl i64 %2, 16
  %4 = call i64 @llvm.usub.sat.i64(i64 %3, i64 0)
  %5 = icmp uge i64 %1, %4
  br i1 %5, label %trap, label %next

return:
  %6 = phi i32 [ %19, %next2 ]
  ret i32 %6

trap:
  call void @rt_trap_out_of_bounds_memory()
  unreachable

next:
  %7 = load ptr, ptr @asml.m0, align 8
  %8 = getelementptr i8, ptr %7, i64 %1
  store i8 1, ptr %8, align 1
  %9 = call i64 @asml.host.rt_memory_grow(ptr @asml.m0, i64 1)
  %10 = trunc i64 %9 to i32
  %11 = zext i32 %0 to i64
  %12 = load i64, ptr getelementptr (i8, ptr @asml.m0, i64 8), align 8
  %13 = shl i64 %12, 16
  %14 = call i64 @llvm.usub.sat.i64(i64 %13, i64 0)
  %15 = icmp uge i64 %11, %14
  br i1 %15, label %trap1, label %next2

trap1:
  call void @rt_trap_out_of_bounds_memory()
  unreachable

next2:
  %16 = load ptr, ptr @asml.m0, align 8
  %17 = getelementptr i8, ptr %16, i64 %11
  %18 = load i8, ptr %17, align 1
  %19 = zext i8 %18 to i32
  br label %return
}

define internal void @asml.f3(i32 %0, i32 %1, i32 %2) section "asml_text" {
entry:
  %3 = zext i32 %2 to i64
  %4 = zext i32 %1 to i64
  %5 = zext i32 %0 to i64
  %6 = load i64, ptr getelementptr (i8, ptr @asml.m1, i64 8), align 8
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
  %14 = load ptr, ptr @asml.m0, align 8
  %15 = getelementptr i8, ptr %14, i64 %5
  %16 = load ptr, ptr @asml.m1, align 8
  %17 = getelementptr i8, ptr %16, i64 %4
  call void @llvm.memmove.p0.p0.i64(ptr %15, ptr %17, i64 %3, i1 false)
  br label %return
}

declare void @llvm.sideeffect()

declare i64 @llvm.usub.sat.i64(i64, i64)

declare hidden void @rt_trap_out_of_bounds_memory()

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

declare void @llvm.memmove.p0.p0.i64(ptr nocapture writeonly, ptr nocapture readonly, i64, i1 immarg)

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
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i64, ptr %3, align 8
  call void @asml.f1(i32 %2, i64 %4)
  ret void
}

define internal void @asml.invoke2(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call i32 @asml.f2(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke3(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i32, ptr %3, align 8
  %5 = getelementptr i8, ptr %0, i64 16
  %6 = load i32, ptr %5, align 8
  call void @asml.f3(i32 %2, i32 %4, i32 %6)
  ret void
}
