(module
  (import "env" "log" (func $log (param i32)))
  (type $binary (func (param i32 i32) (result i32)))
  ;; Nothing changes this table, so it is a constant.
  (table 3 funcref)
  (elem (i32.const 0) $add $sub)
  (func $add (type $binary) (i32.add (local.get 0) (local.get 1)))
  (func $sub (type $binary) (i32.sub (local.get 0) (local.get 1)))
  (func (export "apply") (param i32) (result i32)
    (call $log (local.get 0))
    (call_indirect (type $binary) (i32.const 7) (i32.const 5) (local.get 0))))
