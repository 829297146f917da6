(module
  (global $constant i32 (i32.const 42))
  (global $counter (mut i64) (i64.const 0))
  (global $function (mut funcref) (ref.func $next))
  (func $next (export "next") (result i64)
    (global.set $counter (i64.add (global.get $counter) (i64.extend_i32_u (global.get $constant))))
    (global.get $counter)))
