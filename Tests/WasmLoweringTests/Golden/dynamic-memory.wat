;; Memories that lie where the runtime found room: their bases are loaded, every access is compared.
;; --memory-base dynamic
(module
  (memory (export "memory") 1 4)
  (memory $other 0)
  (data (i32.const 8) "image")
  (data (memory $other) (i32.const 0) "")
  (func (export "load") (param i32) (result i32) (i32.load offset=4 (local.get 0)))
  (func (export "store") (param i32 i64) (i64.store $other (local.get 0) (local.get 1)))
  (func (export "across growth") (param i32) (result i32)
    (i32.store8 (local.get 0) (i32.const 1))
    (drop (memory.grow (i32.const 1)))
    (i32.load8_u (local.get 0)))
  (func (export "copy") (param i32 i32 i32)
    (memory.copy 0 $other (local.get 0) (local.get 1) (local.get 2))))
