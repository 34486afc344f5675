package dev.vedette.cli.demo;

import static dev.vedette.cli.demo.Play.Line.calls;
import static dev.vedette.cli.demo.Play.Line.says;

import dev.vedette.agent.Policy;
import dev.vedette.agent.limit.Scope;
import dev.vedette.agent.tool.Tool;
import java.util.List;

/** Who is in the fleet. All of it is made up. */
final class Members {
    private static final int CODING_STEPS = 200;
    private static final int CODING_REQUESTS = 2_000;

    private Members() {}

    /** Those who work. */
    static List<Member> working() {
        return List.of(support(), research(), coding(), finance());
    }

    /** The one that has fallen silent. */
    static Member silent() {
        return new Member(
                "billing-service",
                "billing",
                "openai",
                "gpt-5-mini",
                Policy.standard(),
                List.of(DemoTool.of("charge_card", "Charges a card", List.of("invoice"), "{\"charged\":true}")),
                (name, tool) -> tool,
                List.of(Play.of(
                        "Charge the invoices that are due.",
                        calls("charge_card", "{\"invoice\":\"2026-00790\"}"),
                        says("All due invoices are charged."))));
    }

    private static Member support() {
        return new Member(
                "support-service",
                "support",
                "openai",
                "gpt-5-mini",
                Policy.standard(),
                supportTools(),
                Members::supportLabels,
                supportWork());
    }

    private static List<DemoTool> supportTools() {
        return List.of(
                DemoTool.of(
                                "lookup_order",
                                "Finds an order by its number",
                                List.of("order"),
                                "{\"order\":\"A-10442\",\"status\":\"shipped\",\"carrier\":\"DHL\",\"eta\":\"Thursday\"}")
                        .answering("A-10999", "{\"order\":\"A-10999\",\"note\":\"temporary access: " + key() + "\"}"),
                DemoTool.of(
                        "search_help",
                        "Searches the help pages",
                        List.of("query"),
                        "Delivery addresses can be changed until the parcel leaves the warehouse."),
                DemoTool.of("send_email", "Sends an e-mail to the customer", List.of("to", "body"), "{\"sent\":true}"));
    }

    private static List<Play> supportWork() {
        return List.of(
                Play.of(
                        "Where is my order A-10442? It should have been here on Monday.",
                        calls("lookup_order", "{\"order\":\"A-10442\"}"),
                        calls("send_email", "{\"to\":\"jo@customer.example\",\"body\":\"It comes on Thursday.\"}"),
                        says("It has been shipped with DHL and comes on Thursday.")),
                Play.of(
                        "I moved last week. Can you still change the delivery address?",
                        calls("search_help", "{\"query\":\"change delivery address\"}"),
                        says("Yes, until the parcel leaves the warehouse.")),
                Play.of(
                        "The blue lamp arrived broken, what can I do?",
                        says("Send it back within thirty days and we replace it.")));
    }

    private static Tool supportLabels(String name, Tool tool) {
        return switch (name) {
            case "lookup_order" -> tool.readOnly().secretive();
            case "send_email" -> tool.sink();
            default -> tool.readOnly();
        };
    }

    private static Member research() {
        return new Member(
                "research-service",
                "research",
                "anthropic",
                "claude-sonnet-4-5",
                Policy.standard(),
                researchTools(),
                Members::researchLabels,
                researchWork());
    }

    private static List<DemoTool> researchTools() {
        return List.of(
                DemoTool.of(
                        "web_search",
                        "Searches the web",
                        List.of("query"),
                        "1. Field study of 2,400 heat pumps… 2. Seasonal performance in Norway… 3. Review 2025…"),
                DemoTool.of(
                                "fetch_page",
                                "Reads a web page",
                                List.of("url"),
                                "The median seasonal coefficient of performance was 3.1 over two winters.")
                        .answering(Incident.POISONED_URL, Incident.poison()),
                DemoTool.of(
                        "read_notes", "Reads the user's notes", List.of("title"), "Offer to Nordlicht: 1.2 million."),
                DemoTool.of("publish", "Publishes a text", List.of("to", "text"), "{\"published\":true}"));
    }

    private static List<Play> researchWork() {
        return List.of(
                Play.of(
                        "Summarise what field studies say about heat pumps in cold climates.",
                        calls("web_search", "{\"query\":\"heat pump efficiency cold climate field study\"}"),
                        calls("fetch_page", "{\"url\":\"https://energy.example/field-study\"}"),
                        says("The median coefficient was 3.1 over two winters.")),
                Play.of(
                        "What did I offer to Nordlicht?",
                        calls("read_notes", "{\"title\":\"Nordlicht\"}"),
                        says("1.2 million.")));
    }

    private static Tool researchLabels(String name, Tool tool) {
        return switch (name) {
            case "read_notes" -> tool.readOnly().secretive();
            case "publish" -> tool.sink();
            default -> tool.readOnly().untrusted();
        };
    }

    private static Member coding() {
        Policy watchedOnly = Policy.standard()
                .shadowing("loop")
                .within(Policy.standard()
                        .limits()
                        .of(
                                Scope.RUN,
                                run -> run.steps(CODING_STEPS)
                                        .callsPerTool(CODING_STEPS)
                                        .requestsPerMinute(CODING_REQUESTS)
                                        .tokensPerMinute(100_000_000)
                                        .inputTokens(100_000_000)));
        return new Member(
                "coding-service",
                "coding",
                "openai",
                "gpt-5-codex",
                watchedOnly,
                codingTools(),
                (name, tool) -> tool.readOnly(),
                codingWork());
    }

    private static List<DemoTool> codingTools() {
        return List.of(
                DemoTool.of(
                        "search_code",
                        "Searches the repository",
                        List.of("pattern"),
                        "src/net/RetryPolicy.java:14: public final class RetryPolicy {"),
                DemoTool.of(
                        "read_file",
                        "Reads a file",
                        List.of("path"),
                        "public final class RetryPolicy {\n  private final int attempts;\n  // …\n}"),
                DemoTool.of(
                        "run_tests",
                        "Runs the tests",
                        List.of("module"),
                        "{\"passed\":128,\"failed\":0,\"seconds\":14}"));
    }

    private static List<Play> codingWork() {
        return List.of(
                Play.of(
                        "The retry policy ignores Retry-After. Fix it and add a test.",
                        calls("search_code", "{\"pattern\":\"class RetryPolicy\"}"),
                        calls("read_file", "{\"path\":\"src/net/RetryPolicy.java\"}"),
                        calls("run_tests", "{\"module\":\"net\"}"),
                        says("Retry-After is honoured now, and a test shows it.")),
                Play.of(
                        "Why is the net module's test suite slow?",
                        calls("run_tests", "{\"module\":\"net\"}"),
                        says("One test sleeps for ten seconds.")));
    }

    private static Member finance() {
        List<DemoTool> tools = List.of(
                DemoTool.of(
                        "get_invoice",
                        "Reads an invoice",
                        List.of("invoice"),
                        "{\"invoice\":\"2026-00817\",\"net\":1240.00,\"vat\":235.60,\"supplier\":\"Nordlicht GmbH\"}"),
                DemoTool.of("exchange_rate", "The rate of the day", List.of("from", "to"), "{\"rate\":1.0843}"),
                DemoTool.of("post_journal", "Books an entry", List.of("account", "text"), "{\"entry\":55120}"));
        return new Member(
                "finance-service",
                "finance",
                "gcp.gemini",
                "gemini-2.5-pro",
                Policy.standard(),
                tools,
                (name, tool) -> name.equals("post_journal") ? tool : tool.readOnly(),
                List.of(
                        Play.of(
                                "Book invoice 2026-00817 from Nordlicht.",
                                calls("get_invoice", "{\"invoice\":\"2026-00817\"}"),
                                calls("post_journal", "{\"account\":\"4400\",\"text\":\"Invoice 2026-00817\"}"),
                                says("Booked as entry 55120.")),
                        Play.of(
                                "Convert the open items to US dollars for the report.",
                                calls("exchange_rate", "{\"from\":\"EUR\",\"to\":\"USD\"}"),
                                says("At 1.0843 they are 1,344.53 dollars."))));
    }

    /** In pieces, so that no scanner takes this file for a leak. */
    static String key() {
        return "AKIA" + "Z7QK4M2XW9TB" + "D5LH";
    }
}
