@asml.g0 = internal global <2 x i64> <i64 8589934593, i64 17179869187>, section "asml_state", align 16
@asml.m0 = internal global { i64, i64, i64, i64 } { i64 1048576, i64 1, i64 65536, i64 8590000128 }, section "asml_state", align 8
@asml.memories = internal constant [1 x ptr] [ptr @asml.m0], align 8

define internal <2 x i64> @asml.f0(<2 x i64> %0, <2 x i64> %1) section "asml_text" {
entry:
  %2 = bitcast <2 x i64> %1 to <4 x i32>
  %3 = bitcast <2 x i64> %0 to <4 x i32>
  %4 = add <4 x i32> %3, %2
  %5 = bitcast <4 x i32> %4 to <2 x i64>
  %6 = bitcast <2 x i64> %1 to <4 x i32>
  %7 = bitcast <2 x i64> %0 to <4 x i32>
  %8 = icmp slt <4 x i32> %7, %6
  %9 = sext <4 x i1> %8 to <4 x i32>
  %10 = bitcast <4 x i32> %9 to <2 x i64>
  %11 = and <2 x i64> %5, %10
  br label %return

return:
  %12 = phi <2 x i64> [ %11, %entry ]
  ret <2 x i64> %12
}

define internal <2 x i64> @asml.f1(<2 x i64> %0, i32 %1) section "asml_text" {
entry:
  %2 = and i32 %1, 7
  %3 = trunc i32 %2 to i8
  %4 = insertelement <16 x i8> poison, i8 %3, i32 0
  %5 = shufflevector <16 x i8> %4, <16 x i8> poison, <16 x i32> zeroinitializer
  %6 = bitcast <2 x i64> %0 to <16 x i8>
  %7 = ashr <16 x i8> %6, %5
  %8 = bitcast <16 x i8> %7 to <2 x i64>
  br label %return

return:
  %9 = phi <2 x i64> [ %8, %entry ]
  ret <2 x i64> %9
}

define internal <2 x i64> @asml.f2(<2 x i64> %0, <2 x i64> %1) section "asml_text" {
entry:
  %2 = bitcast <2 x i64> %1 to <16 x i8>
  %3 = bitcast <2 x i64> %0 to <16 x i8>
  %4 = zext <16 x i8> %3 to <16 x i16>
  %5 = zext <16 x i8> %2 to <16 x i16>
  %6 = add <16 x i16> %4, %5
  %7 = add <16 x i16> %6, <i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1>
  %8 = lshr <16 x i16> %7, <i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1, i16 1>
  %9 = trunc <16 x i16> %8 to <16 x i8>
  %10 = bitcast <16 x i8> %9 to <2 x i64>
  br label %return

return:
  %11 = phi <2 x i64> [ %10, %entry ]
  ret <2 x i64> %11
}

define internal <2 x i64> @asml.f3(<2 x i64> %0, <2 x i64> %1) section "asml_text" {
entry:
  %2 = bitcast <2 x i64> %1 to <8 x i16>
  %3 = bitcast <2 x i64> %0 to <8 x i16>
  %4 = shufflevector <8 x i16> %3, <8 x i16> %2, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15>
  %5 = call <16 x i16> @llvm.smax.v16i16(<16 x i16> %4, <16 x i16> zeroinitializer)
  %6 = call <16 x i16> @llvm.smin.v16i16(<16 x i16> %5, <16 x i16> <i16 255, i16 255, i16 255, i16 255, i16 255, i16 255, i16 255, i16 255, i16 255, i16 255, i16 255, i16 255, i16 255, i16 255, i16 255, i16 255>)
  %7 = trunc <16 x i16> %6 to <16 x i8>
  %8 = bitcast <16 x i8> %7 to <2 x i64>
  br label %return

return:
  %9 = phi <2 x i64> [ %8, %entry ]
  ret <2 x i64> %9
}

define internal <2 x i64> @asml.f4(<2 x i64> %0) section "asml_text" {
entry:
  %1 = bitcast <2 x i64> %0 to <8 x i16>
  %2 = shl <8 x i16> %1, <i16 8, i16 8, i16 8, i16 8, i16 8, i16 8, i16 8, i16 8>
  %3 = ashr <8 x i16> %2, <i16 8, i16 8, i16 8, i16 8, i16 8, i16 8, i16 8, i16 8>
  %4 = ashr <8 x i16> %1, <i16 8, i16 8, i16 8, i16 8, i16 8, i16 8, i16 8, i16 8>
  %5 = add <8 x i16> %3, %4
  %6 = bitcast <8 x i16> %5 to <2 x i64>
  br label %return

return:
  %7 = phi <2 x i64> [ %6, %entry ]
  ret <2 x i64> %7
}

define internal <2 x i64> @asml.f5(<2 x i64> %0, <2 x i64> %1) section "asml_text" {
entry:
  %2 = bitcast <2 x i64> %1 to <8 x i16>
  %3 = sext <8 x i16> %2 to <8 x i32>
  %4 = bitcast <2 x i64> %0 to <8 x i16>
  %5 = sext <8 x i16> %4 to <8 x i32>
  %6 = mul <8 x i32> %5, %3
  %7 = shufflevector <8 x i32> %6, <8 x i32> poison, <4 x i32> <i32 0, i32 2, i32 4, i32 6>
  %8 = shufflevector <8 x i32> %6, <8 x i32> poison, <4 x i32> <i32 1, i32 3, i32 5, i32 7>
  %9 = add <4 x i32> %7, %8
  %10 = bitcast <4 x i32> %9 to <2 x i64>
  br label %return

return:
  %11 = phi <2 x i64> [ %10, %entry ]
  ret <2 x i64> %11
}

define internal <2 x i64> @asml.f6(<2 x i64> %0, <2 x i64> %1) section "asml_text" {
entry:
  %2 = bitcast <2 x i64> %1 to <8 x i16>
  %3 = bitcast <2 x i64> %0 to <8 x i16>
  %4 = call <8 x i16> @llvm.x86.ssse3.pmul.hr.sw.128(<8 x i16> %3, <8 x i16> %2)
  %5 = icmp eq <8 x i16> %4, <i16 -32768, i16 -32768, i16 -32768, i16 -32768, i16 -32768, i16 -32768, i16 -32768, i16 -32768>
  %6 = sext <8 x i1> %5 to <8 x i16>
  %7 = xor <8 x i16> %4, %6
  %8 = bitcast <8 x i16> %7 to <2 x i64>
  br label %return

return:
  %9 = phi <2 x i64> [ %8, %entry ]
  ret <2 x i64> %9
}

define internal <2 x i64> @asml.f7(<2 x i64> %0, <2 x i64> %1) section "asml_text" {
entry:
  %2 = bitcast <2 x i64> %1 to <4 x float>
  %3 = bitcast <2 x i64> %0 to <4 x float>
  %4 = fcmp uno <4 x float> %3, %2
  %5 = fadd <4 x float> %3, %2
  %6 = call <4 x float> @llvm.minimum.v4f32(<4 x float> %3, <4 x float> %2)
  %7 = select <4 x i1> %4, <4 x float> %5, <4 x float> %6
  %8 = bitcast <4 x float> %7 to <2 x i64>
  br label %return

return:
  %9 = phi <2 x i64> [ %8, %entry ]
  ret <2 x i64> %9
}

define internal <2 x i64> @asml.f8(<2 x i64> %0, <2 x i64> %1) section "asml_text" {
entry:
  %2 = bitcast <2 x i64> %1 to <4 x float>
  %3 = bitcast <2 x i64> %0 to <4 x float>
  %4 = fcmp olt <4 x float> %2, %3
  %5 = select <4 x i1> %4, <4 x float> %2, <4 x float> %3
  %6 = bitcast <4 x float> %5 to <2 x i64>
  br label %return

return:
  %7 = phi <2 x i64> [ %6, %entry ]
  ret <2 x i64> %7
}

define internal <2 x i64> @asml.f9(<2 x i64> %0) section "asml_text" {
entry:
  %1 = bitcast <2 x i64> %0 to <2 x double>
  %2 = bitcast <2 x double> %1 to <2 x i64>
  %3 = or <2 x i64> %2, <i64 2251799813685248, i64 2251799813685248>
  %4 = fcmp uno <2 x double> %1, %1
  %5 = bitcast <2 x i64> %3 to <2 x double>
  %6 = select <2 x i1> %4, <2 x double> %5, <2 x double> %1
  %7 = bitcast <2 x double> %6 to <2 x i64>
  br label %return

return:
  %8 = phi <2 x i64> [ %7, %entry ]
  ret <2 x i64> %8
}

define internal <2 x i64> @asml.f10(<2 x i64> %0) section "asml_text" {
entry:
  %1 = bitcast <2 x i64> %0 to <2 x double>
  %2 = fcmp uno <2 x double> %1, %1
  %3 = select <2 x i1> %2, <2 x double> zeroinitializer, <2 x double> %1
  %4 = fcmp ogt <2 x double> %3, zeroinitializer
  %5 = select <2 x i1> %4, <2 x double> %3, <2 x double> zeroinitializer
  %6 = fcmp olt <2 x double> %5, <double 0x41EFFFFFFFE00000, double 0x41EFFFFFFFE00000>
  %7 = select <2 x i1> %6, <2 x double> %5, <2 x double> <double 0x41EFFFFFFFE00000, double 0x41EFFFFFFFE00000>
  %8 = fptoui <2 x double> %7 to <2 x i32>
  %9 = shufflevector <2 x i32> %8, <2 x i32> zeroinitializer, <4 x i32> <i32 0, i32 1, i32 2, i32 3>
  %10 = bitcast <4 x i32> %9 to <2 x i64>
  br label %return

return:
  %11 = phi <2 x i64> [ %10, %entry ]
  ret <2 x i64> %11
}

define internal <2 x i64> @asml.f11(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) section "asml_text" {
entry:
  %3 = bitcast <2 x i64> %2 to <4 x float>
  %4 = bitcast <2 x i64> %1 to <4 x float>
  %5 = bitcast <2 x i64> %0 to <4 x float>
  %6 = fneg <4 x float> %5
  %7 = call <4 x float> @llvm.fma.v4f32(<4 x float> %6, <4 x float> %4, <4 x float> %3)
  %8 = bitcast <4 x float> %7 to <2 x i64>
  br label %return

return:
  %9 = phi <2 x i64> [ %8, %entry ]
  ret <2 x i64> %9
}

define internal i32 @asml.f12(<2 x i64> %0) section "asml_text" {
entry:
  %1 = bitcast <2 x i64> %0 to <16 x i8>
  %2 = icmp slt <16 x i8> %1, zeroinitializer
  %3 = bitcast <16 x i1> %2 to i16
  %4 = zext i16 %3 to i32
  br label %return

return:
  %5 = phi i32 [ %4, %entry ]
  ret i32 %5
}

define internal i32 @asml.f13(<2 x i64> %0) section "asml_text" {
entry:
  %1 = icmp ne <2 x i64> %0, zeroinitializer
  %2 = call i1 @llvm.vector.reduce.and.v2i1(<2 x i1> %1)
  %3 = zext i1 %2 to i32
  br label %return

return:
  %4 = phi i32 [ %3, %entry ]
  ret i32 %4
}

define internal <2 x i64> @asml.f14(<2 x i64> %0, <2 x i64> %1) section "asml_text" {
entry:
  %2 = bitcast <2 x i64> %1 to <16 x i8>
  %3 = bitcast <2 x i64> %0 to <16 x i8>
  %4 = call <16 x i8> @llvm.uadd.sat.v16i8(<16 x i8> %2, <16 x i8> <i8 112, i8 112, i8 112, i8 112, i8 112, i8 112, i8 112, i8 112, i8 112, i8 112, i8 112, i8 112, i8 112, i8 112, i8 112, i8 112>)
  %5 = call <16 x i8> @llvm.x86.ssse3.pshuf.b.128(<16 x i8> %3, <16 x i8> %4)
  %6 = bitcast <16 x i8> %5 to <2 x i64>
  br label %return

return:
  %7 = phi <2 x i64> [ %6, %entry ]
  ret <2 x i64> %7
}

define internal <2 x i64> @asml.f15(<2 x i64> %0, <2 x i64> %1) section "asml_text" {
entry:
  %2 = bitcast <2 x i64> %1 to <16 x i8>
  %3 = bitcast <2 x i64> %0 to <16 x i8>
  %4 = shufflevector <16 x i8> %3, <16 x i8> %2, <16 x i32> <i32 0, i32 16, i32 1, i32 17, i32 2, i32 18, i32 3, i32 19, i32 4, i32 20, i32 5, i32 21, i32 6, i32 22, i32 7, i32 23>
  %5 = bitcast <16 x i8> %4 to <2 x i64>
  br label %return

return:
  %6 = phi <2 x i64> [ %5, %entry ]
  ret <2 x i64> %6
}

define internal <2 x i64> @asml.f16(<2 x i64> %0) section "asml_text" {
entry:
  %1 = bitcast <2 x i64> %0 to <8 x i16>
  %2 = extractelement <8 x i16> %1, i32 0
  %3 = zext i16 %2 to i32
  %4 = trunc i32 %3 to i16
  %5 = bitcast <2 x i64> %0 to <8 x i16>
  %6 = insertelement <8 x i16> %5, i16 %4, i32 7
  %7 = bitcast <8 x i16> %6 to <2 x i64>
  br label %return

return:
  %8 = phi <2 x i64> [ %7, %entry ]
  ret <2 x i64> %8
}

define internal <2 x i64> @asml.f17(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %1 = zext i32 %0 to i64
  %2 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %1
  %3 = getelementptr i8, ptr %2, i64 16
  %4 = load <2 x i64>, ptr %3, align 1
  br label %return

return:
  %5 = phi <2 x i64> [ %4, %entry ]
  ret <2 x i64> %5
}

define internal <2 x i64> @asml.f18(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %1 = zext i32 %0 to i64
  %2 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %1
  %3 = load i16, ptr %2, align 1
  %4 = insertelement <8 x i16> poison, i16 %3, i32 0
  %5 = shufflevector <8 x i16> %4, <8 x i16> poison, <8 x i32> zeroinitializer
  %6 = bitcast <8 x i16> %5 to <2 x i64>
  br label %return

return:
  %7 = phi <2 x i64> [ %6, %entry ]
  ret <2 x i64> %7
}

define internal <2 x i64> @asml.f19(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %1 = zext i32 %0 to i64
  %2 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %1
  %3 = load <2 x i32>, ptr %2, align 1
  %4 = zext <2 x i32> %3 to <2 x i64>
  br label %return

return:
  %5 = phi <2 x i64> [ %4, %entry ]
  ret <2 x i64> %5
}

define internal <2 x i64> @asml.f20(i32 %0, <2 x i64> %1) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %2 = bitcast <2 x i64> %1 to <16 x i8>
  %3 = zext i32 %0 to i64
  %4 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %3
  %5 = load i8, ptr %4, align 1
  %6 = insertelement <16 x i8> %2, i8 %5, i32 3
  %7 = bitcast <16 x i8> %6 to <2 x i64>
  br label %return

return:
  %8 = phi <2 x i64> [ %7, %entry ]
  ret <2 x i64> %8
}

define internal void @asml.f21(i32 %0, <2 x i64> %1) section "asml_text" {
entry:
  %2 = extractelement <2 x i64> %1, i32 1
  %3 = zext i32 %0 to i64
  %4 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %3
  store i64 %2, ptr %4, align 1
  br label %return

return:
  ret void
}

define internal void @asml.f22(i32 %0) section "asml_text" {
entry:
  call void @llvm.sideeffect()
  %1 = zext i32 %0 to i64
  %2 = getelementptr i8, ptr inttoptr (i64 1048576 to ptr), i64 %1
  %3 = load volatile i32, ptr %2, align 1
  %4 = insertelement <4 x i32> zeroinitializer, i32 %3, i32 0
  %5 = bitcast <4 x i32> %4 to <2 x i64>
  br label %return

return:
  ret void
}

define internal <2 x i64> @asml.f23(<2 x i64> %0) section "asml_text" {
entry:
  %1 = load <2 x i64>, ptr @asml.g0, align 16
  store <2 x i64> %0, ptr @asml.g0, align 16
  br label %return

return:
  %2 = phi <2 x i64> [ %1, %entry ]
  ret <2 x i64> %2
}

define internal <2 x i64> @asml.f24(<2 x i64> %0, <2 x i64> %1, i32 %2) section "asml_text" {
entry:
  %3 = icmp ne i32 %2, 0
  %4 = select i1 %3, <2 x i64> %0, <2 x i64> %1
  br label %return

return:
  %5 = phi <2 x i64> [ %4, %entry ]
  ret <2 x i64> %5
}

declare <16 x i16> @llvm.smax.v16i16(<16 x i16>, <16 x i16>)

declare <16 x i16> @llvm.smin.v16i16(<16 x i16>, <16 x i16>)

declare <8 x i16> @llvm.x86.ssse3.pmul.hr.sw.128(<8 x i16>, <8 x i16>)

declare <4 x float> @llvm.minimum.v4f32(<4 x float>, <4 x float>)

declare <4 x float> @llvm.fma.v4f32(<4 x float>, <4 x float>, <4 x float>)

declare i1 @llvm.vector.reduce.and.v2i1(<2 x i1>)

declare <16 x i8> @llvm.uadd.sat.v16i8(<16 x i8>, <16 x i8>)

declare <16 x i8> @llvm.x86.ssse3.pshuf.b.128(<16 x i8>, <16 x i8>)

declare void @llvm.sideeffect()

define hidden void @asml.instantiate() section "asml_text" {
entry:
  ret void
}

define internal void @asml.invoke0(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load <2 x i64>, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 16
  %4 = load <2 x i64>, ptr %3, align 8
  %5 = getelementptr i8, ptr %0, i64 32
  %6 = load i32, ptr %5, align 8
  %7 = call <2 x i64> @asml.f24(<2 x i64> %2, <2 x i64> %4, i32 %6)
  %8 = getelementptr i8, ptr %0, i64 0
  store <2 x i64> %7, ptr %8, align 8
  ret void
}
