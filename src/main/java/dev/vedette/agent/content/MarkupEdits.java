package dev.vedette.agent.content;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * Finds what a policy does not let stand in Markdown, and says how it must read instead. Everything else keeps its
 * source as it is. What is put in never joins the letters on its two sides, so that no word, and no secret, comes about
 * that was not there.
 */
final class MarkupEdits {
    private final String source;
    private final OutputPolicy policy;
    private final TextEdits texts;
    private final List<Edit> edits = new ArrayList<>();

    private MarkupEdits(String source, OutputPolicy policy) {
        this.source = source;
        this.policy = policy;
        this.texts = new TextEdits(source, policy);
    }

    /** The edits that a readable text needs, in order. */
    static List<Edit> of(String source, OutputPolicy policy) {
        MarkupEdits edits = new MarkupEdits(source, policy);
        Node root = Markup.parse(source);
        Node node = root;
        while (node != null) {
            node = Markup.next(node, root, edits.visit(node));
        }
        return Edit.ordered(edits.edits);
    }

    /** Looks at one node; answers whether its children must be looked at too. */
    private boolean visit(Node node) {
        if (node instanceof Image image) {
            return image(image);
        }
        if (node instanceof Link link) {
            return link(link);
        }
        if (node instanceof LinkReferenceDefinition definition) {
            definition(definition);
        } else if (node instanceof HtmlBlock) {
            add(node, "(HTML removed)", "html");
        } else if (node instanceof HtmlInline) {
            add(node, betweenSpaces(node) ? "" : " ", "html");
        } else if (node instanceof Code code) {
            code(code);
        } else if (node instanceof Text && Markup.start(node) >= 0) {
            texts.find(Markup.start(node), Markup.end(node), edits);
        }
        return true;
    }

    private boolean image(Image image) {
        Destination destination = Destination.of(image.getDestination());
        if (policy.allowsImage(destination)) {
            return true;
        }
        String alternative = label(image);
        String notice = "(image from " + destination.shown() + " removed)";
        add(image, apart(image, alternative.isBlank() ? notice : alternative + " " + notice), "images");
        return false;
    }

    private boolean link(Link link) {
        Destination destination = Destination.of(link.getDestination());
        boolean allowed = policy.allowsLink(destination);
        if (allowed && !loses(link)) {
            return true;
        }
        if (allowed && link.getDestination().chars().noneMatch(each -> "<>\\\n".indexOf(each) >= 0)) {
            add(link, apart(link, "[" + label(link) + "](<" + link.getDestination() + ">)"), "links");
            return false;
        }
        String label = label(link);
        boolean address = label.isBlank() || link.getDestination().endsWith(label);
        String text = address ? destination.shown() : label + " (" + destination.shown() + ")";
        add(link, apart(link, text), "links");
        return false;
    }

    /** Whether the link takes its address from a definition that does not stay. */
    private boolean loses(Link link) {
        int end = Markup.end(link);
        boolean named = end > 0 && source.charAt(end - 1) == ']';
        return named && !stays(Destination.of(link.getDestination()));
    }

    private boolean stays(Destination destination) {
        return policy.allowsImage(destination) && policy.allowsLink(destination);
    }

    /**
     * A definition serves links and images, before it and after it, and in a stream not all of them are known yet. So
     * one that may not serve both goes, and what refers to it is plain text. One whose name begins as that of a
     * footnote goes as well: where footnotes are known, the address is text with markup of its own.
     */
    private void definition(LinkReferenceDefinition definition) {
        Destination destination = Destination.of(definition.getDestination());
        if (stays(destination) && !definition.getLabel().startsWith("^")) {
            return;
        }
        boolean link = policy.allowsLink(destination) && destination.web();
        String target = link ? "<" + definition.getDestination() + ">" : destination.shown();
        target = destination.local() ? InertText.of(definition.getDestination(), true) : target;
        add(definition, InertText.of(definition.getLabel(), true) + ": " + target, "links");
    }

    /** In a table the bars come first: where tables are known, a bar between two backticks makes markup of the rest. */
    private void code(Code code) {
        String literal = code.getLiteral();
        boolean bars = literal.indexOf('|') >= 0;
        if (bars && (literal.contains("](") || literal.contains("][") || literal.indexOf('<') >= 0)) {
            add(code, apart(code, InertText.of(literal, policy.links() != OutputPolicy.Links.KEEP)), "code");
        }
    }

    private void add(Node node, String text, String what) {
        int start = Markup.start(node);
        if (start >= 0) {
            edits.add(new Edit(start, Markup.end(node), text, what));
        }
    }

    /** The text, with a space before it where it would otherwise join what stands there. */
    private String apart(Node node, String text) {
        int start = Markup.start(node);
        return start > 0 && joins(source.charAt(start - 1)) ? " " + text : text;
    }

    static boolean joins(char character) {
        return Character.isLetterOrDigit(character) || "_-+/=.!".indexOf(character) >= 0;
    }

    private boolean betweenSpaces(Node node) {
        int start = Markup.start(node);
        int end = Markup.end(node);
        boolean before = start <= 0 || Character.isWhitespace(source.charAt(start - 1));
        return before || end >= source.length() || Character.isWhitespace(source.charAt(end));
    }

    /** The words in a node, inert. */
    private static String label(Node owner) {
        StringBuilder words = new StringBuilder();
        for (Node node = owner; node != null; node = Markup.next(node, owner, true)) {
            if (node instanceof Text text) {
                words.append(text.getLiteral());
            } else if (node instanceof Code code) {
                words.append(code.getLiteral());
            } else if (node instanceof SoftLineBreak) {
                words.append(' ');
            }
        }
        return InertText.of(words.toString(), false);
    }
}
