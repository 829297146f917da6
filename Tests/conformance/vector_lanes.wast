;; Vector instructions whose machine counterparts differ in the edges or in the order of operands.
;; "constant" forms are folded by the compiler, which must come to the same.

(module
  (func $swizzle (export "swizzle") (param v128 v128) (result v128)
    (i8x16.swizzle (local.get 0) (local.get 1)))
  (func $narrow (export "narrow") (param v128 v128) (result v128)
    (i8x16.narrow_i16x8_u (local.get 0) (local.get 1)))
  (func (export "narrow s") (param v128 v128) (result v128)
    (i16x8.narrow_i32x4_s (local.get 0) (local.get 1)))
  (func $pmin (export "pmin") (param v128 v128) (result v128)
    (f32x4.pmin (local.get 0) (local.get 1)))
  (func $pmax (export "pmax") (param v128 v128) (result v128)
    (f64x2.pmax (local.get 0) (local.get 1)))
  (func $q15 (export "q15mulr") (param v128 v128) (result v128)
    (i16x8.q15mulr_sat_s (local.get 0) (local.get 1)))
  (func (export "extmul high") (param v128 v128) (result v128)
    (i16x8.extmul_high_i8x16_s (local.get 0) (local.get 1)))
  (func (export "extmul low") (param v128 v128) (result v128)
    (i64x2.extmul_low_i32x4_u (local.get 0) (local.get 1)))
  (func $dot (export "dot") (param v128 v128) (result v128)
    (i32x4.dot_i16x8_s (local.get 0) (local.get 1)))
  (func (export "andnot") (param v128 v128) (result v128)
    (v128.andnot (local.get 0) (local.get 1)))
  (func (export "bitselect") (param v128 v128 v128) (result v128)
    (v128.bitselect (local.get 0) (local.get 1) (local.get 2)))
  (func (export "avgr") (param v128 v128) (result v128)
    (i8x16.avgr_u (local.get 0) (local.get 1)))
  (func (export "sub") (param v128 v128) (result v128)
    (i16x8.sub_sat_u (local.get 0) (local.get 1)))
  (func (export "demote") (param v128) (result v128) (f32x4.demote_f64x2_zero (local.get 0)))
  (func (export "trunc zero") (param v128) (result v128)
    (i32x4.trunc_sat_f64x2_u_zero (local.get 0)))
  (func (export "bits") (param v128) (result i32 i32 i32)
    (i8x16.bitmask (local.get 0)) (i32x4.bitmask (local.get 0)) (i8x16.all_true (local.get 0)))
  (func (export "abs") (param v128) (result v128) (i8x16.abs (local.get 0)))

  (func (export "constant swizzle") (result v128)
    (call $swizzle
      (v128.const i8x16 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25)
      (v128.const i8x16 0 15 16 17 127 128 143 255 1 31 32 64 96 2 3 -16)))
  (func (export "constant narrow") (result v128)
    (call $narrow
      (v128.const i16x8 0 255 256 -1 32767 -32768 128 1)
      (v128.const i16x8 -128 254 255 257 2 3 4 -5)))
  (func (export "constant pmin") (result v128)
    (call $pmin (v128.const f32x4 nan 1 -0 0) (v128.const f32x4 1 nan 0 -0)))
  (func (export "constant q15mulr") (result v128)
    (call $q15
      (v128.const i16x8 -32768 -32768 32767 1 -1 16384 0 -32768)
      (v128.const i16x8 -32768 32767 32767 16384 16384 1 7 1)))
  (func (export "constant dot") (result v128)
    (call $dot
      (v128.const i16x8 -32768 -32768 1 2 3 4 -1 -1)
      (v128.const i16x8 -32768 -32768 5 6 7 8 1 -1))))

(assert_return
  (invoke "swizzle"
    (v128.const i8x16 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25)
    (v128.const i8x16 0 15 16 17 127 128 143 255 1 31 32 64 96 2 3 -16))
  (v128.const i8x16 10 25 0 0 0 0 0 0 11 0 0 0 0 12 13 0))
(assert_return (invoke "constant swizzle")
  (v128.const i8x16 10 25 0 0 0 0 0 0 11 0 0 0 0 12 13 0))
(assert_return
  (invoke "narrow"
    (v128.const i16x8 0 255 256 -1 32767 -32768 128 1)
    (v128.const i16x8 -128 254 255 257 2 3 4 -5))
  (v128.const i8x16 0 255 255 0 255 0 128 1 0 254 255 255 2 3 4 0))
(assert_return (invoke "constant narrow")
  (v128.const i8x16 0 255 255 0 255 0 128 1 0 254 255 255 2 3 4 0))
(assert_return
  (invoke "narrow s" (v128.const i32x4 1 40000 -40000 -2) (v128.const i32x4 32767 32768 5 6))
  (v128.const i16x8 1 32767 -32768 -2 32767 32767 5 6))
;; The first operand unless the second is smaller: also of NaN and of zeros.
(assert_return (invoke "pmin" (v128.const f32x4 nan 1 -0 0) (v128.const f32x4 1 nan 0 -0))
  (v128.const f32x4 nan 1 -0 0))
(assert_return (invoke "constant pmin") (v128.const f32x4 nan 1 -0 0))
(assert_return (invoke "pmax" (v128.const f64x2 0 nan) (v128.const f64x2 -0 1))
  (v128.const f64x2 0 nan))
(assert_return (invoke "pmax" (v128.const f64x2 1 2) (v128.const f64x2 nan 3))
  (v128.const f64x2 1 3))
(assert_return
  (invoke "q15mulr"
    (v128.const i16x8 -32768 -32768 32767 1 -1 16384 0 -32768)
    (v128.const i16x8 -32768 32767 32767 16384 16384 1 7 1))
  (v128.const i16x8 32767 -32767 32766 1 0 1 0 -1))
(assert_return (invoke "constant q15mulr")
  (v128.const i16x8 32767 -32767 32766 1 0 1 0 -1))
(assert_return
  (invoke "extmul high"
    (v128.const i8x16 0 0 0 0 0 0 0 0 -128 -128 127 1 2 3 4 -5)
    (v128.const i8x16 9 9 9 9 9 9 9 9 -128 127 127 -1 -2 3 5 6))
  (v128.const i16x8 16384 -16256 16129 -1 -4 9 20 -30))
(assert_return (invoke "extmul low" (v128.const i32x4 -1 2 9 9) (v128.const i32x4 -1 3 9 9))
  (v128.const i64x2 0xfffffffe00000001 6))
(assert_return
  (invoke "dot"
    (v128.const i16x8 -32768 -32768 1 2 3 4 -1 -1)
    (v128.const i16x8 -32768 -32768 5 6 7 8 1 -1))
  (v128.const i32x4 0x80000000 17 53 0))
(assert_return (invoke "constant dot") (v128.const i32x4 0x80000000 17 53 0))
(assert_return (invoke "andnot" (v128.const i32x4 6 6 0 -1) (v128.const i32x4 3 0 -1 -1))
  (v128.const i32x4 4 6 0 0))
(assert_return
  (invoke "bitselect"
    (v128.const i32x4 0xaaaaaaaa 1 1 1) (v128.const i32x4 0x55555555 2 2 2)
    (v128.const i32x4 0xffff0000 -1 0 3))
  (v128.const i32x4 0xaaaa5555 1 2 1))
(assert_return
  (invoke "avgr"
    (v128.const i8x16 255 254 0 1 0 0 0 0 0 0 0 0 0 0 0 0)
    (v128.const i8x16 255 255 1 1 0 0 0 0 0 0 0 0 0 0 0 0))
  (v128.const i8x16 255 255 1 1 0 0 0 0 0 0 0 0 0 0 0 0))
(assert_return
  (invoke "sub" (v128.const i16x8 1 -1 0 5 0 0 0 0) (v128.const i16x8 2 1 -1 3 0 0 0 0))
  (v128.const i16x8 0 -2 0 2 0 0 0 0))
(assert_return (invoke "demote" (v128.const f64x2 1.5 1e300)) (v128.const f32x4 1.5 inf 0 0))
(assert_return (invoke "trunc zero" (v128.const f64x2 4294967295.5 nan))
  (v128.const i32x4 -1 0 0 0))
(assert_return
  (invoke "bits" (v128.const i8x16 -1 1 1 1 1 1 1 -1 1 1 1 127 1 1 1 -128))
  (i32.const 0x8081) (i32.const 0xa) (i32.const 1))
(assert_return (invoke "abs" (v128.const i8x16 -128 -127 -1 0 1 127 0 0 0 0 0 0 0 0 0 0))
  (v128.const i8x16 -128 127 1 0 1 127 0 0 0 0 0 0 0 0 0 0))
