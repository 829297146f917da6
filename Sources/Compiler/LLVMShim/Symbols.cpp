#include "LLVMShim.h"

#include "llvm/ObjCopy/CommonConfig.h"
#include "llvm/ObjCopy/ConfigManager.h"
#include "llvm/ObjCopy/ObjCopy.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <cstring>

using namespace llvm;

namespace {

Error match(objcopy::NameMatcher &matcher, StringRef name) {
    return matcher.addMatcher(objcopy::NameOrPattern::create(name, objcopy::MatchStyle::Literal,
                                                             [](Error error) { return error; }));
}

Error publish(MemoryBufferRef bytes, ArrayRef<LLVMShimSymbol> symbols, raw_ostream &output) {
    objcopy::ConfigManager config;
    config.Common.StripDebug = true;
    for (const LLVMShimSymbol &symbol : symbols) {
        if (Error error = match(config.Common.SymbolsToKeepGlobal, symbol.name))
            return error;
        config.Common.SymbolsToRename[symbol.name] = symbol.published;
    }
    auto file = object::ObjectFile::createELFObjectFile(bytes);
    if (!file)
        return file.takeError();
    return objcopy::executeObjcopyOnBinary(config, **file, output);
}

} // namespace

int LLVMShimPublish(const char *object, size_t size, const LLVMShimSymbol *symbols, size_t count,
                    LLVMShimBytesVisitor visitor, void *context, char **message) {
    SmallString<0> result;
    raw_svector_ostream output(result);
    MemoryBufferRef bytes(StringRef(object, size), "object");
    if (Error error = publish(bytes, ArrayRef(symbols, count), output)) {
        *message = strdup(toString(std::move(error)).c_str());
        return -1;
    }
    visitor(context, result.data(), result.size());
    return 0;
}
