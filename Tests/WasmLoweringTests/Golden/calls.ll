@rt_stack_limit = external hidden global i64
@asml.t0 = internal constant [3 x { i32, i32 }] [{ i32, i32 } { i32 2, i32 trunc (i64 sub (i64 ptrtoint (ptr @asml.f1 to i64), i64 ptrtoint (ptr @asml.t0 to i64)) to i32) }, { i32, i32 } { i32 2, i32 trunc (i64 sub (i64 ptrtoint (ptr @asml.f2 to i64), i64 ptrtoint (ptr @asml.t0 to i64)) to i32) }, { i32, i32 } zeroinitializer], align 8
@asml.element0.length = internal global i64 0, section "asml_state", align 8

define internal void @asml.host.env.log(i32 %0) section "asml_text" {
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

define internal i32 @asml.f1(i32 %0, i32 %1) section "asml_text" {
entry:
  %2 = add i32 %0, %1
  br label %return

return:
  %3 = phi i32 [ %2, %entry ]
  ret i32 %3
}

define internal i32 @asml.f2(i32 %0, i32 %1) section "asml_text" {
entry:
  %2 = sub i32 %0, %1
  br label %return

return:
  %3 = phi i32 [ %2, %entry ]
  ret i32 %3
}

define internal i32 @asml.f3(i32 %0) section "asml_text" {
entry:
  call void @asml.host.env.log(i32 %0)
  %1 = zext i32 %0 to i64
  %2 = icmp uge i64 %1, 3
  br i1 %2, label %trap, label %next

return:
  %3 = phi i32 [ %12, %next1 ]
  ret i32 %3

trap:
  call void @rt_trap_undefined_element()
  unreachable

next:
  %4 = getelementptr i64, ptr @asml.t0, i64 %1
  %5 = getelementptr i8, ptr %4, i64 4
  %6 = load i32, ptr %4, align 8
  %7 = load i32, ptr %5, align 4
  %8 = sext i32 %7 to i64
  %9 = icmp eq i32 %6, 2
  br i1 %9, label %next1, label %mismatch

mismatch:
  %10 = icmp eq i32 %6, 0
  br i1 %10, label %trap2, label %next3

next1:
  %11 = getelementptr i8, ptr @asml.t0, i64 %8
  %12 = call i32 %11(i32 7, i32 5)
  br label %return

trap2:
  call void @rt_trap_uninitialized_element()
  unreachable

next3:
  call void @rt_trap_indirect_call_type_mismatch()
  unreachable
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
  %2 = load i32, ptr %1, align 8
  %3 = call i32 @asml.f3(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}
