;; A block's type is one byte or an index that is not negative.
(module binary "\00asm\01\00\00\00\01\04\01\60\00\00\03\02\01\00\0a\07\01\05\00\02\40\0b\0b")
(module binary "\00asm\01\00\00\00\01\04\01\60\00\00\03\02\01\00\0a\08\01\06\00\02\80\00\0b\0b")
(assert_malformed
  (module binary "\00asm\01\00\00\00\01\04\01\60\00\00\03\02\01\00\0a\08\01\06\00\02\c0\7f\0b\0b")
  "malformed value type")
(assert_malformed
  (module binary "\00asm\01\00\00\00\01\04\01\60\00\00\03\02\01\00\0a\09\01\07\00\02\ff\7f\00\0b\0b")
  "malformed value type")
