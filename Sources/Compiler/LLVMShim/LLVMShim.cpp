#include "LLVMShim.h"

#include "llvm/DebugInfo/DIContext.h"
#include "llvm/DebugInfo/DWARF/DWARFContext.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/MemoryBuffer.h"

#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

using namespace llvm;

namespace {

using Object = Expected<std::unique_ptr<object::ObjectFile>>;

Object openObject(const char *bytes, size_t size) {
    return object::ObjectFile::createObjectFile(MemoryBufferRef(StringRef(bytes, size), "object"));
}

int fail(char **message, Error error) {
    *message = strdup(toString(std::move(error)).c_str());
    return -1;
}

/// Index of the named section, or -1.
int64_t sectionIndex(const object::ObjectFile &file, StringRef name) {
    for (const auto &section : file.sections()) {
        auto found = section.getName();
        if (found && *found == name)
            return section.getIndex();
        if (!found)
            consumeError(found.takeError());
    }
    return -1;
}

/// The call chain at an address, innermost first, in storage that lives as long as the walk.
class Chain {
  public:
    explicit Chain(DWARFContext &context) : context(context) {}

    const std::vector<LLVMShimFrame> &at(object::SectionedAddress address) {
        DILineInfoSpecifier what(DILineInfoSpecifier::FileLineInfoKind::RawValue,
                                 DINameKind::ShortName);
        inlining = context.getInliningInfoForAddress(address, what);
        frames.clear();
        for (uint32_t i = 0; i < inlining.getNumberOfFrames(); ++i) {
            const DILineInfo &info = inlining.getFrame(i);
            frames.push_back({inlining.getFrame(i).FunctionName.c_str(), info.Line});
        }
        return frames;
    }

  private:
    DWARFContext &context;
    DIInliningInfo inlining;
    std::vector<LLVMShimFrame> frames;
};

} // namespace

int LLVMShimVisitLines(const char *object, size_t size, const char *section,
                       LLVMShimRowVisitor visitor, void *context, char **message) {
    Object file = openObject(object, size);
    if (!file)
        return fail(message, file.takeError());
    int64_t wanted = sectionIndex(**file, section);
    if (wanted < 0)
        return 0;
    auto dwarf = DWARFContext::create(**file);
    Chain chain(*dwarf);
    for (const auto &unit : dwarf->compile_units()) {
        const DWARFDebugLine::LineTable *table = dwarf->getLineTableForUnit(unit.get());
        if (!table)
            continue;
        for (const auto &row : table->Rows) {
            if (row.Address.SectionIndex != static_cast<uint64_t>(wanted))
                continue;
            if (row.EndSequence) {
                visitor(context, row.Address.Address, 1, nullptr, 0);
                continue;
            }
            const auto &frames = chain.at(row.Address);
            visitor(context, row.Address.Address, 0, frames.data(), frames.size());
        }
    }
    return 0;
}

char *LLVMShimTextSymbol(const char *object, size_t size, const char *section, uint64_t *offset) {
    Object file = openObject(object, size);
    if (!file) {
        consumeError(file.takeError());
        return nullptr;
    }
    int64_t wanted = sectionIndex(**file, section);
    for (const auto &candidate : (*file)->symbols()) {
        auto name = candidate.getName();
        auto flags = candidate.getFlags();
        auto home = candidate.getSection();
        auto address = candidate.getAddress();
        bool isReadable = name && flags && home && address;
        if (isReadable && *home != (*file)->section_end() &&
            static_cast<int64_t>((*home)->getIndex()) == wanted &&
            (*flags & object::SymbolRef::SF_Global)) {
            *offset = *address;
            return strdup(name->str().c_str());
        }
        consumeError(name.takeError());
        consumeError(flags.takeError());
        consumeError(home.takeError());
        consumeError(address.takeError());
    }
    return nullptr;
}

void LLVMShimFree(char *message) {
    free(message);
}
