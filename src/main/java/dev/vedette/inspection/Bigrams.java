package dev.vedette.inspection;

/**
 * How surprising a run of letters is to someone who reads English and source code. The table holds, for each letter and
 * for the start of a word, how many half bits each next letter and the end of the word cost ({@code A} for none), from
 * counts over the vocabulary of public documentation and code.
 */
final class Bigrams {
    private static final int LETTERS = 26;
    private static final int ROW = LETTERS + 1;

    private static final String HALF_BITS = "NJIJNNKPKQMHJHQKQGIGLMNNMQH"
            + "HLKLHLMNILNGMMIMOJJMINOOLNF"
            + "HNKMHMOHKPIJMOFNPKLHKOPPNQG"
            + "ILMKFLOOGOOLNNJNPLKMKOOPNPD"
            + "JNJHLLMPNRPJKHOLOGHJPMNKOQF"
            + "ILLKIINNGONJNMHNNJKKJONOLOF"
            + "JNMNGNLKJOOKMKKMOIJMKNOONND"
            + "GNNMGOONHONLLMHNOKMJLNNOMOF"
            + "KKIKKLKQPQOIJEILQKIHQKQMQLI"
            + "ILLLJLLLKLKLLLIKMLKLJLLLLLE"
            + "JMMLGMLLIMMKMKKLNLILLMLNMNE"
            + "HONKFNOPGQOINOHMQOKKKNPPJPF"
            + "FKNMFNOOHONLKNIHPNKMKOOOMPG"
            + "IOJIHLGPJPMNOMJNQOIGLMPQOPF"
            + "MLJJOMLPMPMJIFKJQGJJILKOPPH"
            + "GOMMGNOKJPNINNHJPGKJKONPLPG"
            + "LLLLLLLLLLLKLLLLLLKLFLLLLLE"
            + "HOLLFNMPHQMLKMHMQLIJLNPQLQF"
            + "KPKOHNOJIQNLNOKKOOJGJPOQMQD"
            + "HOLNFNPIGQPLNOIMRHJKLPOQKPF"
            + "KJKLJLLOKONIJGMJOHIHOOPNOOH"
            + "GMMMEMMNHMNMLMJMNMLMMMMMMNF"
            + "HMLLHMMJHNMLLJIMMJJLMMLMMMF"
            + "KLJLILMMJMMLKLLIMLKHLMMKLME"
            + "KMLMKMMNLNNKKKLINLJKMMMNMMD"
            + "JLMMGLLLILMLLKKLLLLKLLLMLKE"
            + "IJIJJJKKJMLJJJKIMJHJKLKLMMZ";

    private Bigrams() {}

    /** The mean cost in bits of the steps from letter to letter within runs of letters; 0 if there is no such step. */
    static double meanCost(String text) {
        int halfBits = 0;
        int steps = 0;
        int previous = -1;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            boolean lower = character >= 'a' && character <= 'z';
            boolean upper = character >= 'A' && character <= 'Z';
            int letter = lower ? character - 'a' : upper ? character - 'A' : -1;
            boolean hump = upper && at > 0 && Character.isLowerCase(text.charAt(at - 1));
            if (letter >= 0 && previous >= 0 && !hump) {
                halfBits += HALF_BITS.charAt(previous * ROW + letter) - 'A';
                steps++;
            }
            previous = letter;
        }
        return steps == 0 ? 0 : halfBits / 2.0 / steps;
    }
}
