@asml.export0.name = internal constant [10 x i8] c"times one\00"
@asml.export0.type = internal constant [4 x i8] c"f:f\00"
@asml.export1.name = internal constant [11 x i8] c"minus zero\00"
@asml.export1.type = internal constant [4 x i8] c"F:F\00"
@asml.export2.name = internal constant [10 x i8] c"times two\00"
@asml.export2.type = internal constant [4 x i8] c"F:F\00"
@asml.export3.name = internal constant [8 x i8] c"minimum\00"
@asml.export3.type = internal constant [5 x i8] c"ff:f\00"
@asml.export4.name = internal constant [9 x i8] c"truncate\00"
@asml.export4.type = internal constant [4 x i8] c"F:i\00"
@asml.export5.name = internal constant [9 x i8] c"saturate\00"
@asml.export5.type = internal constant [4 x i8] c"f:I\00"
@asml.export6.name = internal constant [15 x i8] c"signalling NaN\00"
@asml.export6.type = internal constant [3 x i8] c":f\00"
@asml.exports = internal constant [7 x { ptr, ptr, ptr }] [{ ptr, ptr, ptr } { ptr @asml.export0.name, ptr @asml.export0.type, ptr @asml.invoke0 }, { ptr, ptr, ptr } { ptr @asml.export1.name, ptr @asml.export1.type, ptr @asml.invoke1 }, { ptr, ptr, ptr } { ptr @asml.export2.name, ptr @asml.export2.type, ptr @asml.invoke2 }, { ptr, ptr, ptr } { ptr @asml.export3.name, ptr @asml.export3.type, ptr @asml.invoke3 }, { ptr, ptr, ptr } { ptr @asml.export4.name, ptr @asml.export4.type, ptr @asml.invoke4 }, { ptr, ptr, ptr } { ptr @asml.export5.name, ptr @asml.export5.type, ptr @asml.invoke5 }, { ptr, ptr, ptr } { ptr @asml.export6.name, ptr @asml.export6.type, ptr @asml.invoke6 }], align 8
@asml_module = hidden constant { i32, i32, ptr, ptr, ptr, i32, i32, ptr, ptr, i64 } { i32 1, i32 0, ptr null, ptr null, ptr null, i32 0, i32 7, ptr @asml.exports, ptr @asml.instantiate, i64 8388608 }, align 8

define internal float @asml.f0(float %0) section "asml_text" {
entry:
  %1 = call float @llvm.canonicalize.f32(float %0)
  br label %return

return:
  %2 = phi float [ %1, %entry ]
  ret float %2
}

define internal double @asml.f1(double %0) section "asml_text" {
entry:
  %1 = call double @llvm.canonicalize.f64(double %0)
  br label %return

return:
  %2 = phi double [ %1, %entry ]
  ret double %2
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

declare float @llvm.canonicalize.f32(float)

declare double @llvm.canonicalize.f64(double)

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
