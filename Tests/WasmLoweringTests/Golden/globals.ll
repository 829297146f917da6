@asml.g0 = internal constant i32 42, align 8
@asml.g1 = internal global i64 0, section "asml_state", align 8
@asml.g2 = internal global i64 0, section "asml_state", align 8
@asml_anchor = external hidden global i8

define internal i64 @asml.f0() section "asml_text" {
entry:
  %0 = load i64, ptr @asml.g1, align 8
  %1 = add i64 %0, 42
  store i64 %1, ptr @asml.g1, align 8
  %2 = load i64, ptr @asml.g1, align 8
  br label %return

return:
  %3 = phi i64 [ %2, %entry ]
  ret i64 %3
}

define hidden void @asml.instantiate() section "asml_text" {
entry:
  %0 = shl i64 sub (i64 ptrtoint (ptr @asml.f0 to i64), i64 ptrtoint (ptr @asml_anchor to i64)), 32
  %1 = or i64 %0, 1
  store i64 %1, ptr @asml.g2, align 8
  ret void
}

define internal void @asml.invoke0(ptr %0) section "asml_text" {
entry:
  %1 = call i64 @asml.f0()
  %2 = getelementptr i8, ptr %0, i64 0
  store i64 %1, ptr %2, align 8
  ret void
}
