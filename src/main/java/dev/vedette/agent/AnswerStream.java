package dev.vedette.agent;

/** Takes an answer while it is being given. Used by one thread. */
interface AnswerStream {
    /** Nobody watches. */
    AnswerStream NONE = new AnswerStream() {
        @Override
        public void onText(String text) {
            // The whole answer comes in the end.
        }

        @Override
        public void restart() {
            // Nothing was shown.
        }

        @Override
        public void finish() {
            // Nothing was held back.
        }
    };

    /** The next piece. */
    void onText(String text);

    /** What came so far is void; another attempt begins. */
    void restart();

    /** The answer is whole. */
    void finish();
}
