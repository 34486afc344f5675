package dev.vedette.cli.demo;

import java.util.List;

/**
 * One agent of the fleet: what it is called, what it runs on, what it is asked and what its tools answer. Immutable.
 *
 * @param service {@code service.name}
 * @param agent {@code gen_ai.agent.name}
 */
record Member(String service, String agent, String provider, String model, List<Tool> tools, List<String> tasks) {
    /** A tool with an example of its arguments and of its answer. */
    record Tool(String name, String description, String arguments, String result) {}

    /** The whole fleet. */
    static List<Member> fleet() {
        return List.of(support(), research(), coding(), finance());
    }

    private static Member support() {
        return new Member(
                "support-service",
                "support",
                "openai",
                "gpt-5-mini",
                List.of(
                        new Tool(
                                "lookup_order",
                                "Finds an order by its number",
                                "{\"order\":\"A-10442\"}",
                                "{\"order\":\"A-10442\",\"status\":\"shipped\",\"carrier\":\"DHL\",\"eta\":\"Thursday\"}"),
                        new Tool(
                                "search_help",
                                "Searches the help pages",
                                "{\"query\":\"change delivery address\"}",
                                "Delivery addresses can be changed until the parcel leaves the warehouse."),
                        new Tool(
                                "send_email",
                                "Sends an e-mail to the customer",
                                "{\"to\":\"jo@customer.example\",\"subject\":\"Your order\",\"body\":\"It arrives on Thursday.\"}",
                                "{\"sent\":true}")),
                List.of(
                        "Where is my order A-10442? It should have been here on Monday.",
                        "I moved last week. Can you still change the delivery address?",
                        "The blue lamp arrived broken, what can I do?"));
    }

    private static Member research() {
        return new Member(
                "research-service",
                "research",
                "anthropic",
                "claude-sonnet-4-5",
                List.of(
                        new Tool(
                                "web_search",
                                "Searches the web",
                                "{\"query\":\"heat pump efficiency cold climate field study\"}",
                                "1. Field study of 2,400 heat pumps… 2. Seasonal performance in Norway… 3. Review 2025…"),
                        new Tool(
                                "fetch_page",
                                "Reads a web page",
                                "{\"url\":\"https://energy.example/field-study\"}",
                                "The median seasonal coefficient of performance was 3.1 over two winters at -8 °C mean."),
                        new Tool(
                                "save_note",
                                "Keeps a note",
                                "{\"title\":\"Heat pumps\",\"text\":\"Median SCOP 3.1 in cold climates\"}",
                                "{\"saved\":true}")),
                List.of(
                        "Summarise what field studies say about heat pumps in cold climates.",
                        "Compare the three newest papers on battery recycling.",
                        "What changed in the EU data act this year? Cite sources."));
    }

    private static Member coding() {
        return new Member(
                "coding-service",
                "coding",
                "openai",
                "gpt-5-codex",
                List.of(
                        new Tool(
                                "search_code",
                                "Searches the repository",
                                "{\"pattern\":\"class RetryPolicy\"}",
                                "src/net/RetryPolicy.java:14: public final class RetryPolicy {"),
                        new Tool(
                                "read_file",
                                "Reads a file",
                                "{\"path\":\"src/net/RetryPolicy.java\"}",
                                "public final class RetryPolicy {\n  private final int attempts;\n  // …\n}"),
                        new Tool(
                                "run_tests",
                                "Runs the tests",
                                "{\"module\":\"net\"}",
                                "{\"passed\":128,\"failed\":0,\"seconds\":14}")),
                List.of(
                        "The retry policy ignores Retry-After. Fix it and add a test.",
                        "Why is the net module's test suite slow?",
                        "Rename the parameter 'n' of the pool to something that says what it is."));
    }

    private static Member finance() {
        return new Member(
                "finance-service",
                "finance",
                "gcp.gemini",
                "gemini-3-pro",
                List.of(
                        new Tool(
                                "get_invoice",
                                "Reads an invoice",
                                "{\"invoice\":\"2026-00817\"}",
                                "{\"invoice\":\"2026-00817\",\"net\":1240.00,\"vat\":235.60,\"supplier\":\"Nordlicht GmbH\"}"),
                        new Tool(
                                "exchange_rate",
                                "The rate of the day",
                                "{\"from\":\"EUR\",\"to\":\"USD\"}",
                                "{\"rate\":1.0843}"),
                        new Tool(
                                "post_journal",
                                "Books an entry",
                                "{\"account\":\"4400\",\"amount\":1240.00,\"text\":\"Invoice 2026-00817\"}",
                                "{\"entry\":55120}")),
                List.of(
                        "Book invoice 2026-00817 from Nordlicht.",
                        "Which invoices of last week are still open?",
                        "Convert the open items to US dollars for the report."));
    }
}
