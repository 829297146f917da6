@asml.g0 = internal constant i32 42, align 8
@asml.g1 = internal global i64 0, section "asml_state", align 8
@asml.g2 = internal global i64 0, section "asml_state", align 8
@asml_anchor = external hidden global i8
@asml.export0.name = internal constant [5 x i8] c"next\00"
@asml.export0.type = internal constant [3 x i8] c":I\00"
@asml.exports = internal constant [1 x { ptr, ptr, ptr }] [{ ptr, ptr, ptr } { ptr @asml.export0.name, ptr @asml.export0.type, ptr @asml.invoke0 }], align 8
@asml_module = hidden constant { i32, i32, ptr, ptr, ptr, i32, i32, ptr, ptr, i64 } { i32 1, i32 0, ptr null, ptr null, ptr null, i32 0, i32 1, ptr @asml.exports, ptr @asml.instantiate, i64 8388608 }, align 8

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
