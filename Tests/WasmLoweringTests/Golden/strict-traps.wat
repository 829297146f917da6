;; Every access is observable, even of a value that nobody needs.
;; --strict-traps
(module
  (memory (export "memory") 1)
  (func (export "dead") (param i32) (result i32) (local $value i32)
    (local.set $value (i32.load8_s (local.get 0)))
    (local.set $value (i32.const 1))
    (local.get $value))
  (func (export "store") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
  (func (export "lane") (param i32 v128) (result v128)
    (v128.load16_lane 3 (local.get 0) (local.get 1)))
  ;; What was done before a trap stays done.
  (global $count (mut i32) (i32.const 0))
  (func (export "count, fill, load") (param i32) (result i32)
    (global.set $count (local.get 0))
    (memory.fill (i32.const 0) (i32.const 1) (i32.const 16))
    (i32.load (local.get 0))))
