(module
  (func (export "add") (param i32 i32) (result i32)
    (i32.add (local.get 0) (local.get 1)))
  ;; Traps on zero, and on the one quotient that does not fit.
  (func (export "divide") (param i32 i32) (result i32)
    (i32.div_s (local.get 0) (local.get 1)))
  ;; The remainder of that division is 0.
  (func (export "remainder") (param i64 i64) (result i64)
    (i64.rem_s (local.get 0) (local.get 1)))
  (func (export "shift") (param i32 i32) (result i32)
    (i32.shl (local.get 0) (local.get 1)))
  (func (export "rotate") (param i64 i64) (result i64)
    (i64.rotl (local.get 0) (local.get 1)))
  (func (export "extend") (param i32) (result i32)
    (i32.extend8_s (local.get 0))))
