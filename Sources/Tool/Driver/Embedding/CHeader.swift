internal import CRuntimeABI
internal import WasmLowering
internal import WasmModel

/// The C header of an object: one inline function for each exported one, around the runtime's
/// `call`, so that arguments and results have the types of the module.
struct CHeader {
    let interface: CInterface
    /// The object's file name, for the reader.
    let object: String
    private var prefix: String { interface.prefix }

    /// What runtime-c/include/rt_embed.h has behind `rt_embed_` and a header behind
    /// `<prefix>_module_`.
    static let functions = ["start", "reset", "call", "message", "exit", "exit_status", "bytes"]
    static let types = ["v128", "vector", "memory"]

    /// Behind `<PREFIX>_MODULE_`.
    static var statusCodes: [(name: String, code: Int32)] {
        var codes: [(String, Int32)] = [("EXITED", RT_EXITED), ("REFUSED", RT_EMBED_REFUSED)]
        var code: Int32 = 1
        while let symbol = rt_trap_symbol(code) {
            codes.append((String(cString: symbol).dropFirst("rt_".count).uppercased(), code))
            code += 1
        }
        return codes
    }

    var text: String {
        ([opening, statuses, types, moduleFunctions] + variables + imports + exports + [closing])
            .joined(separator: "\n")
    }

    private var opening: String {
        let guardName = "\(prefix.uppercased())_MODULE_H"
        return """
            /* Made by asml. Link with \(Self.comment(object)) into a position-independent
             * program (PIE): linear memory lies at a fixed address below where others begin.
             *
             * There is one instance of the module in a process, made by \(prefix)_module_start.
             * One thread at a time may use it. Each exported function is an int function here: 0,
             * or why it did not return (\(prefix)_module_message says so in words). Its results are
             * stored through the pointers behind its arguments, which may be NULL.
             *
             * Addresses are those of the guest, 32 bits wide, checked by \(prefix)_module_bytes. A
             * reference is 64 opaque bits, 0 for null. WASI's functions are the runtime's. */
            #ifndef \(guardName)
            #define \(guardName)

            #include <stdint.h>
            #include <string.h>

            #ifdef __cplusplus
            extern "C" {
            #endif

            """
    }

    private var closing: String {
        let hidden = interface.hidden.map { "/* Not for C: '\(Self.comment($0))'. */\n" }.joined()
        return """
            \(hidden)#ifdef __cplusplus
            }
            #endif

            #endif

            """
    }

    /// What calls return beside 0.
    private var statuses: String {
        let rows = Self.statusCodes.map { name, code in
            "    \(prefix.uppercased())_MODULE_\(name) = \(code),\n"
        }
        return """
            /* EXITED: the module called proc_exit. REFUSED: no room for it, or not started. */
            enum {
            \(rows.joined())};

            """
    }

    private var types: String {
        """
        typedef struct { uint8_t bytes[16]; } \(prefix)_module_v128;
        /* As a parameter or result of an import. */
        typedef uint8_t \(prefix)_module_vector __attribute__((vector_size(16)));
        /* `pages` of 64 KiB each lie at `base`; both change when the memory grows. */
        typedef struct {
            uint8_t *base;
            uint64_t pages, max_pages, reserved;
        } \(prefix)_module_memory;

        """
    }

    private var moduleFunctions: String {
        """
        /* Makes the instance; runs its start function and _initialize. The arguments are for
         * WASI; `environment` may be NULL. */
        int \(prefix)_module_start(int argc, char **argv, char **environment);
        /* A fresh instance, as after a start; for instance when a call has trapped. */
        int \(prefix)_module_reset(void);
        /* Why the last call did not return 0, with the stack of a trap; valid until the next. */
        const char *\(prefix)_module_message(void);
        /* `count` bytes at a guest's address, or NULL when they do not lie inside its memory. */
        void *\(prefix)_module_bytes(uint32_t address, uint64_t count);
        /* What proc_exit was called with. */
        uint32_t \(prefix)_module_exit_status(void);
        /* For imports: ends the call in progress, as proc_exit does. */
        void \(prefix)_module_exit(uint32_t status) __attribute__((noreturn));
        /* An exported function by number, for the functions below. */
        int \(prefix)_module_call(uint32_t index, uint64_t *slots);

        """
    }

    private var variables: [String] {
        interface.variables.map { variable in
            let comment = "/* '\(Self.comment(variable.wasm))' */"
            guard let type = variable.type else {
                return "\(comment)\nextern \(prefix)_module_memory \(variable.name);\n"
            }
            let constant = type.isMutable ? "" : "const "
            return "\(comment)\nextern \(constant)\(name(type.value)) \(variable.name);\n"
        } + interface.aliases.map { "#define \($0.name) \($0.of)\n" }
    }

    private var imports: [String] {
        guard !interface.imports.isEmpty else { return [] }
        let declarations = interface.imports.map { function in
            "\(signature(function))\n\(declaration(ofImport: function));\n"
        }
        return ["/* What the module imports and your program defines. */\n"] + declarations
    }

    private var exports: [String] {
        interface.functions.enumerated().map { index, function in
            definition(function, index)
        }
    }

    /// An import is called by the guest as a C function: with more than one result by pointers.
    private func declaration(ofImport function: CInterface.Function) -> String {
        let results = function.type.results.map(importName)
        var parameters = function.type.parameters.map(importName)
        if results.count > 1 { parameters += results.map { "\($0) *" } }
        let result = results.count == 1 ? results[0] : "void"
        let list = parameters.isEmpty ? "void" : parameters.joined(separator: ", ")
        return "\(result) \(function.name)(\(list))"
    }

    private func definition(_ function: CInterface.Function, _ index: Int) -> String {
        let (parameters, results) = (function.type.parameters, function.type.results)
        var list = parameters.enumerated().map { "\(name($1)) p\($0)" }
        list += results.enumerated().map { "\(name($1)) *r\($0)" }
        let slots = max(1, parameters.slotCount, results.slotCount)
        let stores = zip(parameters.indices, parameters.firstSlots).map { number, slot in
            "    memcpy(&slots[\(slot)], &p\(number), sizeof p\(number));\n"
        }
        let loads = zip(results.indices, results.firstSlots).map { number, slot in
            "    if (!status && r\(number)) memcpy(r\(number), &slots[\(slot)], sizeof *r\(number));\n"
        }
        return """
            \(signature(function))
            static inline int \(function.name)(\(list.isEmpty ? "void" : list.joined(separator: ", "))) {
                uint64_t slots[\(slots)] = {0};
            \(stores.joined())    int status = \(prefix)_module_call(\(index), slots);
            \(loads.joined())    return status;
            }

            """
    }

    private func signature(_ function: CInterface.Function) -> String {
        "/* '\(Self.comment(function.wasm))': \(function.type.name) */"
    }

    private func name(_ type: ValueType) -> String {
        switch type {
        case .i32: "uint32_t"
        case .i64, .reference: "uint64_t"
        case .f32: "float"
        case .f64: "double"
        case .v128: "\(prefix)_module_v128"
        }
    }

    private func importName(_ type: ValueType) -> String {
        type == .v128 ? "\(prefix)_module_vector" : name(type)
    }

    /// A name from outside: it must not end the comment it stands in.
    private static func comment(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let isPlain = scalar.isASCII && scalar.value >= 0x20 && scalar.value < 0x7F
            return isPlain && scalar != "*" && scalar != "\\" && scalar != "'"
                ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
        }.joined()
    }
}
