package io.hecd.config.section;

import io.hecd.config.text.Line;

/** Knows one kind of section. Without state: what is read goes into the {@link Draft}. */
public interface SectionParser {
    /** Reads the rest of the line that opens a section; the cursor is behind its keyword. @return who reads the lines that follow */
    Body open(Line line, Draft draft);

    /** The lines of one section, in order. What is wrong with a line is thrown as a {@link io.hecd.config.text.Mistake}. */
    interface Body {
        void read(Line line);

        /** What `"${.SECTION}"` gives on its lines: the name, or the type where there is none. */
        String name();

        /** After the last line. */
        default void end() {}
    }
}
