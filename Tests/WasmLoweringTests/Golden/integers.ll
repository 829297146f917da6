@asml.export0.name = internal constant [4 x i8] c"add\00"
@asml.export0.type = internal constant [5 x i8] c"ii:i\00"
@asml.export1.name = internal constant [7 x i8] c"divide\00"
@asml.export1.type = internal constant [5 x i8] c"ii:i\00"
@asml.export2.name = internal constant [10 x i8] c"remainder\00"
@asml.export2.type = internal constant [5 x i8] c"II:I\00"
@asml.export3.name = internal constant [6 x i8] c"shift\00"
@asml.export3.type = internal constant [5 x i8] c"ii:i\00"
@asml.export4.name = internal constant [7 x i8] c"rotate\00"
@asml.export4.type = internal constant [5 x i8] c"II:I\00"
@asml.export5.name = internal constant [7 x i8] c"extend\00"
@asml.export5.type = internal constant [4 x i8] c"i:i\00"
@asml.exports = internal constant [6 x { ptr, ptr, ptr }] [{ ptr, ptr, ptr } { ptr @asml.export0.name, ptr @asml.export0.type, ptr @asml.invoke0 }, { ptr, ptr, ptr } { ptr @asml.export1.name, ptr @asml.export1.type, ptr @asml.invoke1 }, { ptr, ptr, ptr } { ptr @asml.export2.name, ptr @asml.export2.type, ptr @asml.invoke2 }, { ptr, ptr, ptr } { ptr @asml.export3.name, ptr @asml.export3.type, ptr @asml.invoke3 }, { ptr, ptr, ptr } { ptr @asml.export4.name, ptr @asml.export4.type, ptr @asml.invoke4 }, { ptr, ptr, ptr } { ptr @asml.export5.name, ptr @asml.export5.type, ptr @asml.invoke5 }], align 8
@asml_module = hidden constant { i32, i32, ptr, ptr, ptr, i32, i32, ptr, ptr, i64 } { i32 1, i32 0, ptr null, ptr null, ptr null, i32 0, i32 6, ptr @asml.exports, ptr @asml.instantiate, i64 8388608 }, align 8

define internal i32 @asml.f0(i32 %0, i32 %1) section "asml_text" {
entry:
  %2 = add i32 %0, %1
  br label %return

return:
  %3 = phi i32 [ %2, %entry ]
  ret i32 %3
}

define internal i32 @asml.f1(i32 %0, i32 %1) section "asml_text" {
entry:
  %2 = icmp eq i32 %1, 0
  br i1 %2, label %trap, label %next

return:
  %3 = phi i32 [ %7, %next2 ]
  ret i32 %3

trap:
  call void @rt_trap_integer_divide_by_zero()
  unreachable

next:
  %4 = icmp eq i32 %0, -2147483648
  %5 = icmp eq i32 %1, -1
  %6 = and i1 %4, %5
  br i1 %6, label %trap1, label %next2

trap1:
  call void @rt_trap_integer_overflow()
  unreachable

next2:
  %7 = sdiv i32 %0, %1
  br label %return
}

define internal i64 @asml.f2(i64 %0, i64 %1) section "asml_text" {
entry:
  %2 = icmp eq i64 %1, 0
  br i1 %2, label %trap, label %next

return:
  %3 = phi i64 [ %6, %next ]
  ret i64 %3

trap:
  call void @rt_trap_integer_divide_by_zero()
  unreachable

next:
  %4 = icmp eq i64 %1, -1
  %5 = select i1 %4, i64 1, i64 %1
  %6 = srem i64 %0, %5
  br label %return
}

define internal i32 @asml.f3(i32 %0, i32 %1) section "asml_text" {
entry:
  %2 = and i32 %1, 31
  %3 = shl i32 %0, %2
  br label %return

return:
  %4 = phi i32 [ %3, %entry ]
  ret i32 %4
}

define internal i64 @asml.f4(i64 %0, i64 %1) section "asml_text" {
entry:
  %2 = call i64 @llvm.fshl.i64(i64 %0, i64 %0, i64 %1)
  br label %return

return:
  %3 = phi i64 [ %2, %entry ]
  ret i64 %3
}

define internal i32 @asml.f5(i32 %0) section "asml_text" {
entry:
  %1 = trunc i32 %0 to i8
  %2 = sext i8 %1 to i32
  br label %return

return:
  %3 = phi i32 [ %2, %entry ]
  ret i32 %3
}

declare hidden void @rt_trap_integer_divide_by_zero()

declare hidden void @rt_trap_integer_overflow()

declare i64 @llvm.fshl.i64(i64, i64, i64)

define hidden void @asml.instantiate() section "asml_text" {
entry:
  ret void
}

define internal void @asml.invoke0(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i32, ptr %3, align 8
  %5 = call i32 @asml.f0(i32 %2, i32 %4)
  %6 = getelementptr i8, ptr %0, i64 0
  store i32 %5, ptr %6, align 8
  ret void
}

define internal void @asml.invoke1(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i32, ptr %3, align 8
  %5 = call i32 @asml.f1(i32 %2, i32 %4)
  %6 = getelementptr i8, ptr %0, i64 0
  store i32 %5, ptr %6, align 8
  ret void
}

define internal void @asml.invoke2(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i64, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i64, ptr %3, align 8
  %5 = call i64 @asml.f2(i64 %2, i64 %4)
  %6 = getelementptr i8, ptr %0, i64 0
  store i64 %5, ptr %6, align 8
  ret void
}

define internal void @asml.invoke3(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i32, ptr %3, align 8
  %5 = call i32 @asml.f3(i32 %2, i32 %4)
  %6 = getelementptr i8, ptr %0, i64 0
  store i32 %5, ptr %6, align 8
  ret void
}

define internal void @asml.invoke4(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i64, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i64, ptr %3, align 8
  %5 = call i64 @asml.f4(i64 %2, i64 %4)
  %6 = getelementptr i8, ptr %0, i64 0
  store i64 %5, ptr %6, align 8
  ret void
}

define internal void @asml.invoke5(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call i32 @asml.f5(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}
