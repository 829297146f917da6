(module
  (type $constant (func (result i32)))
  (memory 1)
  (table 4 funcref)
  (global $base i32 (i32.const 16))
  ;; Known to the compiler, with wrap-around.
  (global $next i32 (i32.add (global.get $base) (i32.mul (i32.const 3) (i32.const 4))))
  (global $wide (mut i64) (i64.sub (i64.const -9223372036854775808) (i64.const 1)))
  ;; Where a function lies is known at instantiation; which it is, now.
  (global $entry funcref (ref.func $one))
  (data (i32.sub (global.get $next) (i32.const 4)) "hello")
  (elem (table 0) (offset (i32.sub (global.get $base) (i32.const 15)))
    funcref (global.get $entry) (ref.null func))
  (func $one (type $constant) (i32.const 1))
  (func (export "next") (result i32) (global.get $next))
  (func (export "call") (param i32) (result i32)
    (call_indirect (type $constant) (local.get 0))))
