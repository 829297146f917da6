;; Recursion exhausts the stack: it becomes neither a loop nor a jump, whatever its shape.
(module
  (func $forever (export "forever") (param i32) (result i32)
    (call $forever (i32.add (local.get 0) (i32.const 1))))
  (func $sum (export "sum") (param i32) (result i32)
    (i32.add (call $sum (i32.sub (local.get 0) (i32.const 1))) (local.get 0)))
  (func $ping (export "ping") (call $pong))
  (func $pong (call $ping))
  (type $void (func))
  (table 1 funcref)
  (elem (i32.const 0) $indirect)
  (func $indirect (export "indirect") (call_indirect (type $void) (i32.const 0)))
  ;; Each frame is larger than a page, so that it could step over one.
  (func $wide (export "wide") (param i32) (result v128)
    (local v128 v128 v128 v128 v128 v128 v128 v128)
    (local.set 1 (i32x4.splat (local.get 0)))
    (i32x4.add (local.get 1) (call $wide (i32.add (local.get 0) (i32.const 1)))))
  ;; A call in a loop takes no more of the stack each time.
  (func $leaf (param i32) (result i32 i64 f64 v128)
    (local.get 0) (i64.const 2) (f64.const 3) (i32x4.splat (local.get 0)))
  (func (export "calls in a loop") (param i32) (result i32) (local i32)
    (loop $again
      (call $leaf (local.get 0))
      (drop) (drop) (drop)
      (local.set 1 (i32.add (local.get 1)))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (local.get 1)))

(assert_return (invoke "calls in a loop" (i32.const 3000000)) (i32.const 3170741088))
(assert_exhaustion (invoke "forever" (i32.const 0)) "call stack exhausted")
(assert_exhaustion (invoke "sum" (i32.const 10)) "call stack exhausted")
(assert_exhaustion (invoke "ping") "call stack exhausted")
(assert_exhaustion (invoke "indirect") "call stack exhausted")
(assert_exhaustion (invoke "wide" (i32.const 0)) "call stack exhausted")
