@asml.g0 = internal constant i32 16, align 8
@asml.g1 = internal constant i32 28, align 8
@asml.g2 = internal global i64 9223372036854775807, section "asml_state", align 8
@asml.g3 = internal global i64 0, section "asml_state", align 8
@asml.m0 = internal global { i64, i64, i64, i64 } { i64 1048576, i64 1, i64 65536, i64 8590000128 }, section "asml_state", align 8
@asml.t0 = internal constant [4 x { i32, i32 }] [{ i32, i32 } zeroinitializer, { i32, i32 } { i32 1, i32 trunc (i64 sub (i64 ptrtoint (ptr @asml.f0 to i64), i64 ptrtoint (ptr @asml.t0 to i64)) to i32) }, { i32, i32 } zeroinitializer, { i32, i32 } zeroinitializer], align 8
@asml.element0.length = internal global i64 0, section "asml_state", align 8
@asml.data0.length = internal global i64 0, section "asml_state", align 8
@asml_anchor = external hidden global i8
@asml.image0 = internal global [4096 x i8] c"...hello...", section "asml_image", align 4096
@asml.memories = internal constant [1 x ptr] [ptr @asml.m0], align 8
@asml.chunks = internal constant [1 x { ptr, i64, i64, ptr }] [{ ptr, i64, i64, ptr } { ptr @asml.m0, i64 0, i64 4096, ptr @asml.image0 }], align 8

define internal i32 @asml.f0() section "asml_text" {
entry:
  br label %return

return:
  %0 = phi i32 [ 1, %entry ]
  ret i32 %0
}

define internal i32 @asml.f1() section "asml_text" {
entry:
  br label %return

return:
  %0 = phi i32 [ 28, %entry ]
  ret i32 %0
}

define internal i32 @asml.f2(i32 %0) section "asml_text" {
entry:
  %1 = zext i32 %0 to i64
  %2 = icmp uge i64 %1, 4
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
  %9 = icmp eq i32 %6, 1
  br i1 %9, label %next1, label %mismatch

mismatch:
  %10 = icmp eq i32 %6, 0
  br i1 %10, label %trap2, label %next3

next1:
  %11 = getelementptr i8, ptr @asml.t0, i64 %8
  %12 = call i32 %11()
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
  %0 = shl i64 sub (i64 ptrtoint (ptr @asml.f0 to i64), i64 ptrtoint (ptr @asml_anchor to i64)), 32
  %1 = or i64 %0, 1
  store i64 %1, ptr @asml.g3, align 8
  ret void
}

define internal void @asml.invoke0(ptr %0) section "asml_text" {
entry:
  %1 = call i32 @asml.f1()
  %2 = getelementptr i8, ptr %0, i64 0
  store i32 %1, ptr %2, align 8
  ret void
}

define internal void @asml.invoke1(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call i32 @asml.f2(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}
