@asml.g0 = internal global i32 0, section "asml_state", align 8
@asml.m0 = internal global { i64, i64, i64, i64 } { i64 1048576, i64 1, i64 65536, i64 8590000128 }, section "asml_state", align 8
@asml.memories = internal constant [1 x ptr] [ptr @asml.m0], align 8

define internal i32 @asml.f0(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %1 = zext i32 %0 to i64
  %2 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %1
  %3 = load volatile i8, ptr %2, align 1
  %4 = sext i8 %3 to i32
  br label %return

return:
  %5 = phi i32 [ 1, %entry ]
  ret i32 %5
}

define internal void @asml.f1(i32 %0, i32 %1) section "asml_text" {
entry:
  %2 = zext i32 %0 to i64
  %3 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %2
  store volatile i32 %1, ptr %3, align 1
  br label %return

return:
  ret void
}

define internal <2 x i64> @asml.f2(i32 %0, <2 x i64> %1) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %2 = bitcast <2 x i64> %1 to <8 x i16>
  %3 = zext i32 %0 to i64
  %4 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %3
  %5 = load volatile i16, ptr %4, align 1
  %6 = insertelement <8 x i16> %2, i16 %5, i32 3
  %7 = bitcast <8 x i16> %6 to <2 x i64>
  br label %return

return:
  %8 = phi <2 x i64> [ %7, %entry ]
  ret <2 x i64> %8
}

define internal i32 @asml.f3(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  store volatile i32 %0, ptr @asml.g0, align 8
  %1 = load i64, ptr getelementptr (i8, ptr @asml.m0, i64 8), align 8
  %2 = shl i64 %1, 16
  %3 = icmp ugt i64 16, %2
  br i1 %3, label %trap, label %next

return:
  %4 = phi i32 [ %7, %next ]
  ret i32 %4

trap:
  call void @rt_trap_out_of_bounds_memory()
  unreachable

next:
  call void @llvm.memset.p0.i64(ptr inttoptr (i64 1048576 to ptr), i8 1, i64 16, i1 true)
  %5 = zext i32 %0 to i64
  %6 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %5
  %7 = load volatile i32, ptr %6, align 1
  br label %return
}

declare void @llvm.sideeffect()

declare hidden void @rt_trap_out_of_bounds_memory()

declare void @llvm.memset.p0.i64(ptr nocapture writeonly, i8, i64, i1 immarg)

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
  %4 = load i32, ptr %3, align 8
  call void @asml.f1(i32 %2, i32 %4)
  ret void
}

define internal void @asml.invoke2(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load <2 x i64>, ptr %3, align 8
  %5 = call <2 x i64> @asml.f2(i32 %2, <2 x i64> %4)
  %6 = getelementptr i8, ptr %0, i64 0
  store <2 x i64> %5, ptr %6, align 8
  ret void
}

define internal void @asml.invoke3(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call i32 @asml.f3(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}
