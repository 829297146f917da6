define internal i32 @asml.f0(i32 %0) section "asml_text" {
entry:
  br label %loop

return:
  %1 = phi i32 [ %2, %end ]
  ret i32 %1

loop:
  %.01 = phi i32 [ 0, %entry ], [ %2, %loop ]
  %.0 = phi i32 [ %0, %entry ], [ %3, %loop ]
  %2 = add i32 %.01, %.0
  %3 = sub i32 %.0, 1
  %4 = icmp ne i32 %3, 0
  br i1 %4, label %loop, label %next

end:
  br label %return

next:
  br label %end
}

define internal i32 @asml.f1(i32 %0) section "asml_text" {
entry:
  %1 = icmp ne i32 %0, 0
  br i1 %1, label %then, label %else

return:
  %2 = phi i32 [ %3, %end ]
  ret i32 %2

then:
  br label %end

else:
  br label %end

end:
  %3 = phi i32 [ 10, %then ], [ 20, %else ]
  br label %return
}

define internal i32 @asml.f2(i32 %0) section "asml_text" {
entry:
  switch i32 %0, label %end [
    i32 0, label %end
    i32 1, label %end1
  ]

return:
  %1 = phi i32 [ 1, %end1 ], [ 2, %end ]
  ret i32 %1

end:
  br label %return

end1:
  br label %return
}

define internal { i64, i32 } @asml.f3(i32 %0, i64 %1) section "asml_text" {
entry:
  br label %return

return:
  %2 = phi i64 [ %1, %entry ]
  %3 = phi i32 [ %0, %entry ]
  %4 = insertvalue { i64, i32 } undef, i64 %2, 0
  %5 = insertvalue { i64, i32 } %4, i32 %3, 1
  ret { i64, i32 } %5
}

define internal void @asml.f4() section "asml_text" {
entry:
  call void @rt_trap_unreachable()
  unreachable
}

declare hidden void @rt_trap_unreachable()

define hidden void @asml.instantiate() section "asml_text" {
entry:
  ret void
}

define internal void @asml.invoke0(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call i32 @asml.f0(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke1(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call i32 @asml.f1(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke2(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = call i32 @asml.f2(i32 %2)
  %4 = getelementptr i8, ptr %0, i64 0
  store i32 %3, ptr %4, align 8
  ret void
}

define internal void @asml.invoke3(ptr %0) section "asml_text" {
entry:
  %1 = getelementptr i8, ptr %0, i64 0
  %2 = load i32, ptr %1, align 8
  %3 = getelementptr i8, ptr %0, i64 8
  %4 = load i64, ptr %3, align 8
  %5 = call { i64, i32 } @asml.f3(i32 %2, i64 %4)
  %6 = extractvalue { i64, i32 } %5, 0
  %7 = extractvalue { i64, i32 } %5, 1
  %8 = getelementptr i8, ptr %0, i64 0
  store i64 %6, ptr %8, align 8
  %9 = getelementptr i8, ptr %0, i64 8
  store i32 %7, ptr %9, align 8
  ret void
}

define internal void @asml.invoke4(ptr %0) section "asml_text" {
entry:
  call void @asml.f4()
  ret void
}
