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
