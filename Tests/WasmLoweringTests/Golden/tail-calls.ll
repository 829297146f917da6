@rt_stack_limit = external hidden global i64
@asml.t0 = internal constant [2 x { i32, i32 }] [{ i32, i32 } { i32 2, i32 trunc (i64 sub (i64 ptrtoint (ptr @asml.f1 to i64), i64 ptrtoint (ptr @asml.t0 to i64)) to i32) }, { i32, i32 } zeroinitializer], align 8
@asml.element0.length = internal global i64 0, section "asml_state", align 8
@rt_results = external hidden global i8

define internal tailcc void @asml.host.env.log(i32 %0) section "asml_text" {
entry:
  %1 = call ptr @llvm.frameaddress.p0(i32 0)
  %2 = ptrtoint ptr %1 to i64
  %3 = load i64, ptr @rt_stack_limit, align 8
  %4 = icmp ult i64 %2, %3
  br i1 %4, label %trap, label %next

trap:
  call void @rt_trap_stack_overflow()
  unreachable

next:
  call void @env.log(i32 %0)
  ret void
}

declare ptr @llvm.frameaddress.p0(i32 immarg)

declare hidden void @rt_trap_stack_overflow()

declare hidden void @env.log(i32)

define internal tailcc i64 @asml.f1(i64 %0, i64 %1) section "asml_text" {
entry:
  %2 = add i64 %0, %1
  br label %return

return:
  %3 = phi i64 [ %2, %entry ]
  ret i64 %3
}

define internal tailcc i64 @asml.f2(i64 %0) section "asml_text" {
entry:
  %1 = musttail call tailcc i64 @asml.f1(i64 %0, i64 1)
  ret i64 %1
}

define internal tailcc i64 @asml.f3(i32 %0) section "asml_text" {
entry:
  %1 = zext i32 %0 to i64
  %2 = icmp uge i64 %1, 2
  br i1 %2, label %trap, label %next

trap:
  call void @rt_trap_undefined_element()
  unreachable

next:
  %3 = getelementptr i64, ptr @asml.t0, i64 %1
  %4 = getelementptr i8, ptr %3, i64 4
  %5 = load i32, ptr %3, align 8
  %6 = load i32, ptr %4, align 4
  %7 = sext i32 %6 to i64
  %8 = icmp eq i32 %5, 2
  br i1 %8, label %next1, label %mismatch

mismatch:
  %9 = icmp eq i32 %5, 0
  br i1 %9, label %trap2, label %next3

next1:
  %10 = getelementptr i8, ptr @asml.t0, i64 %7
  %11 = musttail call tailcc i64 %10(i64 2, i64 3)
  ret i64 %11

trap2:
  call void @rt_trap_uninitialized_element()
  unreachable

next3:
  call void @rt_trap_indirect_call_type_mismatch()
  unreachable
}

define internal tailcc void @asml.f4(i32 %0) section "asml_text" {
entry:
  musttail call tailcc void @asml.host.env.log(i32 %0)
  ret void
}

define internal tailcc i64 @asml.f5() section "asml_text" {
entry:
  %0 = call tailcc i64 @asml.f1(i64 2, i64 3)
  br label %return

return:
  %1 = phi i64 [ %0, %entry ]
  ret i64 %1
}

define internal tailcc { i32, float, i32, i32, double } @asml.f6() section "asml_text" {
entry:
  br label %return

return:
  %0 = phi i32 [ 1, %entry ]
  %1 = phi float [ 2.000000e+00, %entry ]
  %2 = phi i32 [ 3, %entry ]
  %3 = phi i32 [ 4, %entry ]
  %4 = phi i64 [ 5, %entry ]
  %5 = phi double [ 6.000000e+00, %entry ]
  %6 = phi double [ 7.000000e+00, %entry ]
  store i64 %4, ptr getelementptr (i8, ptr @rt_results, i64 64), align 16
  store double %6, ptr getelementptr (i8, ptr @rt_results, i64 96), align 16
  %7 = insertvalue { i32, float, i32, i32, double } undef, i32 %0, 0
  %8 = insertvalue { i32, float, i32, i32, double } %7, float %1, 1
  %9 = insertvalue { i32, float, i32, i32, double } %8, i32 %2, 2
  %10 = insertvalue { i32, float, i32, i32, double } %9, i32 %3, 3
  %11 = insertvalue { i32, float, i32, i32, double } %10, double %5, 4
  ret { i32, float, i32, i32, double } %11
}

define internal tailcc double @asml.f7() section "asml_text" {
entry:
  %0 = call tailcc { i32, float, i32, i32, double } @asml.f6()
  %1 = extractvalue { i32, float, i32, i32, double } %0, 0
  %2 = extractvalue { i32, float, i32, i32, double } %0, 1
  %3 = extractvalue { i32, float, i32, i32, double } %0, 2
  %4 = extractvalue { i32, float, i32, i32, double } %0, 3
  %5 = load i64, ptr getelementptr (i8, ptr @rt_results, i64 64), align 16
  %6 = extractvalue { i32, float, i32, i32, double } %0, 4
  %7 = load double, ptr getelementptr (i8, ptr @rt_results, i64 96), align 16
  br label %return

return:
  %8 = phi double [ %7, %entry ]
  ret double %8
}

declare hidden void @rt_trap_undefined_element()

declare hidden void @rt_trap_uninitialized_element()

declare hidden void @rt_trap_indirect_call_type_mismatch()

define hidden void @asml.instantiate() section "asml_text" {
entry:
  ret void
}

define internal void @asml.invoke0(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i64, ptr %1, align 8
  %3 = call tailcc i64 @asml.f2(i64 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i64 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke1(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call tailcc i64 @asml.f3(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i64 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke2(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  call tailcc void @asml.f4(i32 %2)
  ret void
}

define internal void @asml.invoke3(ptr %0) section "asml_text" {
entry:
  %1 = call tailcc i64 @asml.f5()
  %2 = getelementptr i8, ptr %0, i64 0
  store i64 %1, ptr %2, align 8
  ret void
}

define internal void @asml.invoke4(ptr %0) section "asml_text" {
entry:
  %1 = call tailcc double @asml.f7()
  %2 = getelementptr i8, ptr %0, i64 0
  store double %1, ptr %2, align 8
  ret void
}
