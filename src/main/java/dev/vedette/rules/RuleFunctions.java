package dev.vedette.rules;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.vedette.inspection.HiddenText;
import java.util.ArrayList;
import java.util.List;

/** The functions that conditions have besides CEL's own. All of them take time linear in their text. */
final class RuleFunctions {
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TEXTS = ListType.create(SimpleType.STRING);

    private RuleFunctions() {}

    static List<CelFunctionDecl> declarations() {
        return List.of(
                function("hidden_count", SimpleType.INT, TEXT),
                function("hidden_decode", TEXT, TEXT),
                function("contains_any", SimpleType.BOOL, TEXT, TEXTS),
                function("count_any", SimpleType.INT, TEXT, TEXTS),
                function("around", TEXT, TEXT, TEXTS),
                function("urls", TEXTS, TEXT),
                function("image_urls", TEXTS, TEXT),
                function("host", TEXT, TEXT),
                function("query", TEXT, TEXT),
                function("address", TEXT, TEXT),
                function("private_host", SimpleType.BOOL, TEXT));
    }

    static List<CelFunctionBinding> bindings() {
        List<CelFunctionBinding> bindings = new ArrayList<>();
        bindings.addAll(unary("hidden_count", text -> (long) HiddenText.count(text)));
        bindings.addAll(unary("hidden_decode", HiddenText::decode));
        bindings.addAll(unary("urls", Urls::in));
        bindings.addAll(unary("image_urls", Urls::ofImages));
        bindings.addAll(unary("host", Urls::host));
        bindings.addAll(unary("query", Urls::query));
        bindings.addAll(unary("address", Addresses::canonical));
        bindings.addAll(unary("private_host", Addresses::isPrivate));
        bindings.addAll(binary("contains_any", (text, list) -> phrases(list).isIn(text)));
        bindings.addAll(binary("count_any", (text, list) -> (long) phrases(list).count(text)));
        bindings.addAll(binary("around", (text, list) -> phrases(list).around(text)));
        return bindings;
    }

    private static CelFunctionDecl function(String name, CelType result, CelType... parameters) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newGlobalOverload(name + "_overload", result, parameters));
    }

    private static ImmutableSet<CelFunctionBinding> unary(String name, CelFunctionOverload.Unary<String> function) {
        return CelFunctionBinding.fromOverloads(
                name, CelFunctionBinding.from(name + "_overload", String.class, function));
    }

    @SuppressWarnings("rawtypes")
    private static ImmutableSet<CelFunctionBinding> binary(
            String name, CelFunctionOverload.Binary<String, List> function) {
        return CelFunctionBinding.fromOverloads(
                name, CelFunctionBinding.from(name + "_overload", String.class, List.class, function));
    }

    /** The lists of a rule are made ready when it is compiled; one that is written into a condition is made here. */
    private static PhraseList phrases(List<?> list) {
        return list instanceof PhraseList phrases
                ? phrases
                : new PhraseList(list.stream().map(Object::toString).toList());
    }
}
