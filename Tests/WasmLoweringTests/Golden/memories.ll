@asml.m0 = internal global { i64, i64, i64, i64 } { i64 1048576, i64 1, i64 65536, i64 8590000128 }, section "asml_state", align 8
@asml.m1 = internal global { i64, i64, i64, i64 } { i64 8592031744, i64 1, i64 65536, i64 8590000128 }, section "asml_state", align 8
@asml.m2 = internal global { i64, i64, i64, i64 } { i64 17183014912, i64 0, i64 65536, i64 8590000128 }, section "asml_state", align 8
@asml.m3 = internal global { i64, i64, i64, i64 } { i64 25773998080, i64 0, i64 65536, i64 8590000128 }, section "asml_state", align 8
@asml.m4 = internal global { i64, i64, i64, i64 } { i64 34364981248, i64 0, i64 65536, i64 8590000128 }, section "asml_state", align 8
@asml.m5 = internal global { i64, i64, i64, i64 } { i64 42955964416, i64 0, i64 65536, i64 8590000128 }, section "asml_state", align 8
@asml.m6 = internal global { i64, i64, i64, i64 } { i64 51546947584, i64 0, i64 65536, i64 8590000128 }, section "asml_state", align 8
@asml.m7 = internal global { i64, i64, i64, i64 } { i64 60137930752, i64 0, i64 65536, i64 8590000128 }, section "asml_state", align 8
@asml.m8 = internal global { i64, i64, i64, i64 } { i64 68728913920, i64 1, i64 2, i64 131072 }, section "asml_state", align 8
@asml.data0.length = internal global i64 0, section "asml_state", align 8
@asml.data1.length = internal global i64 0, section "asml_state", align 8
@asml.image0 = internal global [8192 x i8] c"...hello...", section "asml_image", align 4096
@asml.image1 = internal global [4096 x i8] c"world...", section "asml_image", align 4096
@asml.memories = internal constant [9 x ptr] [ptr @asml.m0, ptr @asml.m1, ptr @asml.m2, ptr @asml.m3, ptr @asml.m4, ptr @asml.m5, ptr @asml.m6, ptr @asml.m7, ptr @asml.m8], align 8
@asml.chunks = internal constant [2 x { ptr, i64, i64, ptr }] [{ ptr, i64, i64, ptr } { ptr @asml.m1, i64 0, i64 8192, ptr @asml.image0 }, { ptr, i64, i64, ptr } { ptr @asml.m8, i64 0, i64 4096, ptr @asml.image1 }], align 8

define internal i32 @asml.f0(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %1 = zext i32 %0 to i64
  %2 = getelementptr i8, ptr inttoptr (i64 8592031744 to ptr), i64 %1
  %3 = getelementptr i8, ptr %2, i64 16
  %4 = load i32, ptr %3, align 1
  br label %return

return:
  %5 = phi i32 [ %4, %entry ]
  ret i32 %5
}

define internal i32 @asml.f1(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %1 = zext i32 %0 to i64
  %2 = load i64, ptr getelementptr (i8, ptr @asml.m8, i64 8), align 8
  %3 = shl i64 %2, 16
  %4 = call i64 @llvm.usub.sat.i64(i64 %3, i64 19)
  %5 = icmp uge i64 %1, %4
  br i1 %5, label %trap, label %next

return:
  %6 = phi i32 [ %9, %next ]
  ret i32 %6

trap:
  call void @rt_trap_out_of_bounds_memory()
  unreachable

next:
  %7 = getelementptr i8, ptr inttoptr (i64 68728913920 to ptr), i64 %1
  %8 = getelementptr i8, ptr %7, i64 16
  %9 = load i32, ptr %8, align 1
  br label %return
}

define internal void @asml.f2(i32 %0, i64 %1) section "asml_text" {
entry:
  %2 = zext i32 %0 to i64
  %3 = load i64, ptr getelementptr (i8, ptr @asml.m8, i64 8), align 8
  %4 = shl i64 %3, 16
  %5 = call i64 @llvm.usub.sat.i64(i64 %4, i64 0)
  %6 = icmp uge i64 %2, %5
  br i1 %6, label %trap, label %next

return:
  ret void

trap:
  call void @rt_trap_out_of_bounds_memory()
  unreachable

next:
  %7 = getelementptr i8, ptr inttoptr (i64 68728913920 to ptr), i64 %2
  %8 = trunc i64 %1 to i8
  store i8 %8, ptr %7, align 1
  br label %return
}

define internal i32 @asml.f3() section "asml_text" {
entry:
  %0 = load i64, ptr getelementptr (i8, ptr @asml.m1, i64 8), align 8
  %1 = trunc i64 %0 to i32
  br label %return

return:
  %2 = phi i32 [ %1, %entry ]
  ret i32 %2
}

define internal void @asml.f4(i32 %0, i32 %1, i32 %2) section "asml_text" {
entry:
  %3 = zext i32 %2 to i64
  %4 = zext i32 %1 to i64
  %5 = zext i32 %0 to i64
  %6 = load i64, ptr getelementptr (i8, ptr @asml.m8, i64 8), align 8
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
  %15 = getelementptr i8, ptr inttoptr (i64 68728913920 to ptr), i64 %4
  call void @llvm.memmove.p0.p0.i64(ptr %14, ptr %15, i64 %3, i1 false)
  br label %return
}

declare void @llvm.sideeffect()

declare i64 @llvm.usub.sat.i64(i64, i64)

declare hidden void @rt_trap_out_of_bounds_memory()

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
  %3 = call i32 @asml.f1(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke2(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i64, ptr %3, align 8
  call void @asml.f2(i32 %2, i64 %4)
  ret void
}

define internal void @asml.invoke3(ptr %0) section "asml_text" {
entry:
  %1 = call i32 @asml.f3()
  %2 = getelementptr i8, ptr %0, i64 0
  store i32 %1, ptr %2, align 8
  ret void
}

define internal void @asml.invoke4(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i32, ptr %3, align 8
  %5 = getelementptr i8, ptr %0, i64 16
  %6 = load i32, ptr %5, align 8
  call void @asml.f4(i32 %2, i32 %4, i32 %6)
  ret void
}
