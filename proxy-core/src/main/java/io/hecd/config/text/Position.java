package io.hecd.config.text;

/** A place in a configuration text. Lines and columns count from 1; a column is a character (of UTF-16), a tab is one. */
public record Position(Source source, int line, int column) {
    /** The place of what was made by a program and stands in no text. */
    public static final Position NONE = new Position(Source.NONE, 0, 0);

    public boolean isNone() {
        return line == 0;
    }

    /** The name of the file. */
    public String file() {
        return source.name();
    }

    /** The same line, some characters further. */
    public Position plus(int columns) {
        return isNone() ? this : new Position(source, line, column + columns);
    }

    /** `edge.cfg:31:9`, or nothing for {@link #NONE}. */
    @Override
    public String toString() {
        return isNone() ? "" : source.name() + ":" + line + ":" + column;
    }
}
