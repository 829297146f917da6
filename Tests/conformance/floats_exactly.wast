;; Operations that a compiler folds or contracts at the price of a bit.
(module
  (func (export "mul 1") (param i32) (result i32)
    (i32.reinterpret_f32 (f32.mul (f32.reinterpret_i32 (local.get 0)) (f32.const 1))))
  (func (export "sub 0") (param i32) (result i32)
    (i32.reinterpret_f32 (f32.sub (f32.reinterpret_i32 (local.get 0)) (f32.const 0))))
  (func (export "add -0") (param i32) (result i32)
    (i32.reinterpret_f32 (f32.add (f32.reinterpret_i32 (local.get 0)) (f32.const -0))))
  (func (export "demote promote") (param i32) (result i32)
    (i32.reinterpret_f32
      (f32.demote_f64 (f64.promote_f32 (f32.reinterpret_i32 (local.get 0))))))
  (func (export "min") (param i32 i32) (result i32)
    (i32.reinterpret_f32
      (f32.min (f32.reinterpret_i32 (local.get 0)) (f32.reinterpret_i32 (local.get 1)))))
  (func (export "floor") (param i64) (result i64)
    (i64.reinterpret_f64 (f64.floor (f64.reinterpret_i64 (local.get 0)))))
  (func (export "nearest") (param f64) (result f64) (f64.nearest (local.get 0)))
  (func (export "neg") (param i32) (result i32)
    (i32.reinterpret_f32 (f32.neg (f32.reinterpret_i32 (local.get 0)))))
  (func (export "abs") (param i64) (result i64)
    (i64.reinterpret_f64 (f64.abs (f64.reinterpret_i64 (local.get 0)))))
  (func (export "literal") (result i32) (i32.reinterpret_f32 (f32.const nan:0x200000)))
  (func (export "mul add") (param f64 f64 f64) (result f64)
    (f64.add (f64.mul (local.get 0) (local.get 1)) (local.get 2)))
  (func (export "sum") (param f64 f64 f64) (result f64)
    (f64.add (f64.add (local.get 0) (local.get 1)) (local.get 2))))

;; A signalling NaN gets quiet, and keeps the rest of its bits here.
(assert_return (invoke "mul 1" (i32.const 0x7fa00000)) (i32.const 0x7fe00000))
(assert_return (invoke "sub 0" (i32.const 0x7fa00000)) (i32.const 0x7fe00000))
(assert_return (invoke "add -0" (i32.const 0xffa00000)) (i32.const 0xffe00000))
(assert_return (invoke "demote promote" (i32.const 0x7fa00000)) (i32.const 0x7fe00000))
(assert_return (invoke "min" (i32.const 0x7fa00000) (i32.const 0x3f800000)) (i32.const 0x7fe00000))
(assert_return (invoke "min" (i32.const 0) (i32.const 0x80000000)) (i32.const 0x80000000))
(assert_return (invoke "floor" (i64.const 0x7ff4000000000000)) (i64.const 0x7ffc000000000000))
(assert_return (invoke "nearest" (f64.const 2.5)) (f64.const 2))
(assert_return (invoke "nearest" (f64.const -0.5)) (f64.const -0))
;; Signs are bits: nothing gets quiet.
(assert_return (invoke "neg" (i32.const 0x7fa00000)) (i32.const 0xffa00000))
(assert_return (invoke "abs" (i64.const 0xfff4000000000000)) (i64.const 0x7ff4000000000000))
(assert_return (invoke "literal") (i32.const 0x7fa00000))
;; Rounded twice, not once; from left to right.
(assert_return
  (invoke "mul add" (f64.const 0x1.0000001p+0) (f64.const 0x1.0000001p+0)
    (f64.const -0x1.0000002p+0))
  (f64.const 0))
(assert_return (invoke "sum" (f64.const 1e16) (f64.const 1) (f64.const -1e16)) (f64.const 0))
