;; A v128 is <2 x i64> between instructions; each casts it to its lanes.
(module
  (memory 1)
  (global $mutable (mut v128) (v128.const i32x4 1 2 3 4))

  ;; Wrapping arithmetic, and a comparison as a mask of all bits.
  (func $add_where_less (param v128 v128) (result v128)
    (v128.and
      (i32x4.add (local.get 0) (local.get 1))
      (i32x4.lt_s (local.get 0) (local.get 1))))

  (func $shift (param v128 i32) (result v128) (i8x16.shr_s (local.get 0) (local.get 1)))
  (func $average (param v128 v128) (result v128) (i8x16.avgr_u (local.get 0) (local.get 1)))
  (func $narrow (param v128 v128) (result v128)
    (i8x16.narrow_i16x8_u (local.get 0) (local.get 1)))
  (func $pairs (param v128) (result v128) (i16x8.extadd_pairwise_i8x16_s (local.get 0)))
  (func $dot (param v128 v128) (result v128) (i32x4.dot_i16x8_s (local.get 0) (local.get 1)))
  (func $fixed_point (param v128 v128) (result v128)
    (i16x8.q15mulr_sat_s (local.get 0) (local.get 1)))

  ;; The sum quiets NaNs; pmin is a comparison and no more.
  (func $minimum (param v128 v128) (result v128) (f32x4.min (local.get 0) (local.get 1)))
  (func $pseudo_minimum (param v128 v128) (result v128) (f32x4.pmin (local.get 0) (local.get 1)))
  ;; Not folded to its operand, which could be a signalling NaN.
  (func $times_one (param v128) (result v128)
    (f64x2.mul (local.get 0) (v128.const f64x2 1 1)))
  (func $truncate (param v128) (result v128) (i32x4.trunc_sat_f64x2_u_zero (local.get 0)))
  (func $fused (param v128 v128 v128) (result v128)
    (f32x4.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))

  (func $bitmask (param v128) (result i32) (i8x16.bitmask (local.get 0)))
  (func $all_true (param v128) (result i32) (i64x2.all_true (local.get 0)))
  ;; An index of 16 or more selects 0.
  (func $swizzle (param v128 v128) (result v128) (i8x16.swizzle (local.get 0) (local.get 1)))
  (func $shuffle (param v128 v128) (result v128)
    (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get 0) (local.get 1)))
  (func $lanes (param v128) (result v128)
    (i16x8.replace_lane 7 (local.get 0) (i16x8.extract_lane_u 0 (local.get 0))))

  (func $load (param i32) (result v128) (v128.load offset=16 (local.get 0)))
  (func $load_splat (param i32) (result v128) (v128.load16_splat (local.get 0)))
  (func $load_extended (param i32) (result v128) (v128.load32x2_u (local.get 0)))
  (func $load_lane (param i32 v128) (result v128) (v128.load8_lane 3 (local.get 0) (local.get 1)))
  (func $store_lane (param i32 v128) (v128.store64_lane 1 (local.get 0) (local.get 1)))
  ;; Nobody looks at the value, but the load may trap.
  (func $dropped (param i32) (drop (v128.load32_zero (local.get 0))))

  (func $exchange (param v128) (result v128)
    (global.get $mutable)
    (global.set $mutable (local.get 0)))
  ;; Takes two slots for each v128.
  (func (export "select") (param v128 v128 i32) (result v128)
    (select (local.get 0) (local.get 1) (local.get 2))))
