@asml.t0 = internal global { i64, i64, i64 } { i64 0, i64 2, i64 10 }, section "asml_state", align 8
@asml.element0 = internal constant [1 x { i32, i32 }] [{ i32, i32 } { i32 1, i32 trunc (i64 sub (i64 ptrtoint (ptr @asml.f0 to i64), i64 ptrtoint (ptr @asml.element0 to i64)) to i32) }], align 8
@asml.element0.length = internal global i64 0, section "asml_state", align 8
@asml_anchor = external hidden global i8
@rt_stack_limit = external hidden global i64

define internal i32 @asml.f0() section "asml_text" {
entry:
  br label %return

return:
  %0 = phi i32 [ 1, %entry ]
  ret i32 %0
}

define internal i32 @asml.f1(i32 %0) section "asml_text" {
entry:
  %1 = zext i32 %0 to i64
  %2 = load i64, ptr getelementptr (i8, ptr @asml.t0, i64 8), align 8
  %3 = icmp uge i64 %1, %2
  br i1 %3, label %trap, label %next

return:
  %4 = phi i32 [ %14, %next1 ]
  ret i32 %4

trap:
  call void @rt_trap_undefined_element()
  unreachable

next:
  %5 = load i64, ptr @asml.t0, align 8
  %6 = inttoptr i64 %5 to ptr
  %7 = getelementptr i64, ptr %6, i64 %1
  %8 = load i64, ptr %7, align 8
  %9 = trunc i64 %8 to i32
  %10 = ashr i64 %8, 32
  %11 = icmp eq i32 %9, 1
  br i1 %11, label %next1, label %mismatch

mismatch:
  %12 = icmp eq i32 %9, 0
  br i1 %12, label %trap2, label %next3

next1:
  %13 = getelementptr i8, ptr @asml_anchor, i64 %10
  %14 = call i32 %13()
  br label %return

trap2:
  call void @rt_trap_uninitialized_element()
  unreachable

next3:
  call void @rt_trap_indirect_call_type_mismatch()
  unreachable
}

define internal void @asml.f2(i32 %0) section "asml_text" {
entry:
  %1 = shl i64 sub (i64 ptrtoint (ptr @asml.f0 to i64), i64 ptrtoint (ptr @asml_anchor to i64)), 32
  %2 = or i64 %1, 1
  %3 = zext i32 %0 to i64
  %4 = load i64, ptr getelementptr (i8, ptr @asml.t0, i64 8), align 8
  %5 = icmp uge i64 %3, %4
  br i1 %5, label %trap, label %next

return:
  ret void

trap:
  call void @rt_trap_out_of_bounds_table()
  unreachable

next:
  %6 = load i64, ptr @asml.t0, align 8
  %7 = inttoptr i64 %6 to ptr
  %8 = getelementptr i64, ptr %7, i64 %3
  store i64 %2, ptr %8, align 8
  br label %return
}

define internal i32 @asml.f3(i32 %0) section "asml_text" {
entry:
  %1 = zext i32 %0 to i64
  %2 = call i64 @asml.host.rt_table_grow(ptr @asml.t0, i64 0, i64 %1)
  %3 = trunc i64 %2 to i32
  br label %return

return:
  %4 = phi i32 [ %3, %entry ]
  ret i32 %4
}

declare hidden void @rt_trap_undefined_element()

declare hidden void @rt_trap_uninitialized_element()

declare hidden void @rt_trap_indirect_call_type_mismatch()

declare hidden void @rt_trap_out_of_bounds_table()

define internal i64 @asml.host.rt_table_grow(ptr %0, i64 %1, i64 %2) section "asml_text" {
entry:
  %3 = call ptr @llvm.frameaddress.p0(i32 0)
  %4 = ptrtoint ptr %3 to i64
  %5 = load i64, ptr @rt_stack_limit, align 8
  %6 = icmp ult i64 %4, %5
  br i1 %6, label %trap, label %next

trap:
  call void @rt_trap_stack_overflow()
  unreachable

next:
  %7 = call i64 @rt_table_grow(ptr %0, i64 %1, i64 %2)
  ret i64 %7
}

declare ptr @llvm.frameaddress.p0(i32 immarg)

declare hidden void @rt_trap_stack_overflow()

declare hidden i64 @rt_table_grow(ptr, i64, i64)

define hidden void @asml.instantiate() section "asml_text" {
entry:
  call void @asml.host.rt_table_allocate(ptr @asml.t0)
  %0 = load i64, ptr getelementptr (i8, ptr @asml.t0, i64 8), align 8
  %1 = icmp ugt i64 1, %0
  br i1 %1, label %trap, label %next

trap:
  call void @rt_trap_out_of_bounds_table()
  unreachable

next:
  call void @asml.host.rt_table_init_functions(ptr @asml.t0, i64 0, ptr @asml.element0, i64 0, i64 1)
  ret void
}

define internal void @asml.host.rt_table_allocate(ptr %0) section "asml_text" {
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
  call void @rt_table_allocate(ptr %0)
  ret void
}

declare hidden void @rt_table_allocate(ptr)

define internal void @asml.host.rt_table_init_functions(ptr %0, i64 %1, ptr %2, i64 %3, i64 %4) section "asml_text" {
entry:
  %5 = call ptr @llvm.frameaddress.p0(i32 0)
  %6 = ptrtoint ptr %5 to i64
  %7 = load i64, ptr @rt_stack_limit, align 8
  %8 = icmp ult i64 %6, %7
  br i1 %8, label %trap, label %next

trap:
  call void @rt_trap_stack_overflow()
  unreachable

next:
  call void @rt_table_init_functions(ptr %0, i64 %1, ptr %2, i64 %3, i64 %4)
  ret void
}

declare hidden void @rt_table_init_functions(ptr, i64, ptr, i64, i64)

define internal void @asml.invoke0(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call i32 @asml.f1(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke1(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  call void @asml.f2(i32 %2)
  ret void
}

define internal void @asml.invoke2(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call i32 @asml.f3(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}
