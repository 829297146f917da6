define internal float @asml.f0(float %0) section "asml_text" {
entry:
  %1 = bitcast float %0 to i32
  %2 = or i32 %1, 4194304
  %3 = fcmp uno float %0, %0
  %4 = bitcast i32 %2 to float
  %5 = select i1 %3, float %4, float %0
  br label %return

return:
  %6 = phi float [ %5, %entry ]
  ret float %6
}

define internal double @asml.f1(double %0) section "asml_text" {
entry:
  %1 = bitcast double %0 to i64
  %2 = or i64 %1, 2251799813685248
  %3 = fcmp uno double %0, %0
  %4 = bitcast i64 %2 to double
  %5 = select i1 %3, double %4, double %0
  br label %return

return:
  %6 = phi double [ %5, %entry ]
  ret double %6
}

define internal double @asml.f2(double %0) section "asml_text" {
entry:
  %1 = fmul double %0, 2.000000e+00
  br label %return

return:
  %2 = phi double [ %1, %entry ]
  ret double %2
}

define internal float @asml.f3(float %0, float %1) section "asml_text" {
entry:
  %2 = fcmp uno float %0, %1
  %3 = fadd float %0, %1
  %4 = call float @llvm.minimum.f32(float %0, float %1)
  %5 = select i1 %2, float %3, float %4
  br label %return

return:
  %6 = phi float [ %5, %entry ]
  ret float %6
}

define internal i32 @asml.f4(double %0) section "asml_text" {
entry:
  %1 = fcmp uno double %0, %0
  br i1 %1, label %trap, label %next

return:
  %2 = phi i32 [ %7, %next2 ]
  ret i32 %2

trap:
  call void @rt_trap_invalid_conversion()
  unreachable

next:
  %3 = fcmp ogt double %0, 0xC1E0000000200000
  %4 = fcmp olt double %0, 0x41E0000000000000
  %5 = and i1 %3, %4
  %6 = icmp eq i1 %5, false
  br i1 %6, label %trap1, label %next2

trap1:
  call void @rt_trap_integer_overflow()
  unreachable

next2:
  %7 = fptosi double %0 to i32
  br label %return
}

define internal i64 @asml.f5(float %0) section "asml_text" {
entry:
  %1 = call i64 @llvm.fptoui.sat.i64.f32(float %0)
  br label %return

return:
  %2 = phi i64 [ %1, %entry ]
  ret i64 %2
}

define internal float @asml.f6() section "asml_text" {
entry:
  br label %return

return:
  %0 = phi float [ 0x7FF4000000000000, %entry ]
  ret float %0
}

declare float @llvm.minimum.f32(float, float)

declare hidden void @rt_trap_invalid_conversion()

declare hidden void @rt_trap_integer_overflow()

declare i64 @llvm.fptoui.sat.i64.f32(float)

define hidden void @asml.instantiate() section "asml_text" {
entry:
  ret void
}

define internal void @asml.invoke0(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load float, ptr %1, align 8
  %3 = call float @asml.f0(float %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store float %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke1(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load double, ptr %1, align 8
  %3 = call double @asml.f1(double %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store double %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke2(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load double, ptr %1, align 8
  %3 = call double @asml.f2(double %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store double %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke3(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load float, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load float, ptr %3, align 8
  %5 = call float @asml.f3(float %2, float %4)
  %6 = getelementptr i8, ptr %0, i64 0
  store float %5, ptr %6, align 8
  ret void
}

define internal void @asml.invoke4(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load double, ptr %1, align 8
  %3 = call i32 @asml.f4(double %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke5(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load float, ptr %1, align 8
  %3 = call i64 @asml.f5(float %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i64 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke6(ptr %0) section "asml_text" {
entry:
  %1 = call float @asml.f6()
  %2 = getelementptr i8, ptr %0, i64 0
  store float %1, ptr %2, align 8
  ret void
}
