;; The convention of tail calls holds for the whole program: for what other modules export, for what
;; they leave in tables, and for results that registers cannot hold.

(module $a
  (type $wide (func (param i32) (result i32 i64 i32 i64 f64 f32 f64 externref)))
  (table (export "table") 4 funcref)
  (func $f (export "f") (type $wide)
    (local.get 0) (i64.const 2) (i32.const 3) (i64.const 4) (f64.const 5) (f32.const 6)
    (f64.const 7) (ref.null extern))
  (elem (i32.const 0) $f))
(register "a")

;; No tail call here.
(module $b
  (type $wide (func (param i32) (result i32 i64 i32 i64 f64 f32 f64 externref)))
  (import "a" "f" (func $f (type $wide)))
  (import "a" "table" (table 4 funcref))
  (func (export "direct") (type $wide) (call $f (local.get 0)))
  (func (export "indirect") (type $wide)
    (call_indirect (type $wide) (local.get 0) (i32.const 0))))

(module $c
  (type $wide (func (param i32) (result i32 i64 i32 i64 f64 f32 f64 externref)))
  (import "a" "f" (func $f (type $wide)))
  (import "a" "table" (table 4 funcref))
  (import "spectest" "print_i32" (func $print (param i32)))
  (elem (i32.const 1) $g $h $f)
  (func $g (type $wide) (return_call $f (local.get 0)))
  (func $h
    (param i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (result i32 i64 i32 i64 f64 f32 f64 externref)
    (return_call_indirect (type $wide) (local.get 8) (i32.const 0)))
  (func (export "direct") (type $wide) (return_call $g (local.get 0)))
  (func (export "other prototype") (type $wide)
    (return_call $h
      (i32.const 9) (i32.const 9) (i32.const 9) (i32.const 9) (i32.const 9) (i32.const 9)
      (i32.const 9) (i32.const 9) (local.get 0)))
  (func (export "indirect") (param i32 i32) (result i32 i64 i32 i64 f64 f32 f64 externref)
    (call_indirect (type $wide) (local.get 0) (local.get 1)))
  (func (export "print") (return_call $print (i32.const 3))))

(assert_return (invoke $b "direct" (i32.const 1)) (i32.const 1) (i64.const 2) (i32.const 3)
  (i64.const 4) (f64.const 5) (f32.const 6) (f64.const 7) (ref.null extern))
(assert_return (invoke $b "indirect" (i32.const 1)) (i32.const 1) (i64.const 2) (i32.const 3)
  (i64.const 4) (f64.const 5) (f32.const 6) (f64.const 7) (ref.null extern))
(assert_return (invoke $c "direct" (i32.const 1)) (i32.const 1) (i64.const 2) (i32.const 3)
  (i64.const 4) (f64.const 5) (f32.const 6) (f64.const 7) (ref.null extern))
(assert_return (invoke $c "other prototype" (i32.const 1)) (i32.const 1) (i64.const 2)
  (i32.const 3) (i64.const 4) (f64.const 5) (f32.const 6) (f64.const 7) (ref.null extern))
(assert_return (invoke $c "indirect" (i32.const 1) (i32.const 3)) (i32.const 1) (i64.const 2)
  (i32.const 3) (i64.const 4) (f64.const 5) (f32.const 6) (f64.const 7) (ref.null extern))
(assert_return (invoke $c "print"))
(assert_trap (invoke $c "indirect" (i32.const 1) (i32.const 2)) "indirect call type mismatch")
