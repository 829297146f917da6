;; A tail call anywhere makes every function of the program `tailcc`.
(module
  (type $binary (func (param i64 i64) (result i64)))
  (import "env" "log" (func $log (param i32)))
  (table 2 funcref)
  (elem (i32.const 0) $sum)
  (func $sum (type $binary) (i64.add (local.get 0) (local.get 1)))
  ;; Another prototype than the callee's.
  (func (export "direct") (param i64) (result i64)
    (return_call $sum (local.get 0) (i64.const 1)))
  (func (export "indirect") (param i32) (result i64)
    (return_call_indirect (type $binary) (i64.const 2) (i64.const 3) (local.get 0)))
  ;; Around a C function, a wrapper keeps the convention.
  (func (export "host") (param i32)
    (return_call $log (local.get 0)))
  (func (export "not tail") (result i64)
    (call $sum (i64.const 2) (i64.const 3)))
  ;; Three integers and two floats fit into registers, the rest goes through memory.
  (func $wide (result i32 f32 i32 i32 i64 f64 f64)
    (i32.const 1) (f32.const 2) (i32.const 3) (i32.const 4) (i64.const 5) (f64.const 6)
    (f64.const 7))
  (func (export "wide") (result f64)
    (local f64)
    (local.set 0 (call $wide))
    (drop) (drop) (drop) (drop) (drop) (drop)
    (local.get 0)))
