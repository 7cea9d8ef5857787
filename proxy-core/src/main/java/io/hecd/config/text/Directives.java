package io.hecd.config.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The lines that begin with a dot (manual 2.4): conditional blocks, and messages to the operator. */
final class Directives {
    private static final List<String> NAMES =
            List.of(".if", ".elif", ".else", ".endif", ".diag", ".notice", ".warning", ".alert");

    /** A block that is open: where it began and what became of its branches so far. */
    private static final class Block {
        final Word begin;
        /** One branch was, or is being, read; or the block stands in a branch that is not. */
        boolean settled;

        boolean reading;
        boolean sawElse;

        Block(Word begin) {
            this.begin = begin;
        }
    }

    private final Facts facts;
    private final Problems problems;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private boolean diagnostic;

    Directives(Facts facts, Problems problems) {
        this.facts = facts;
        this.problems = problems;
    }

    void diagnostic(boolean on) {
        diagnostic = on;
    }

    boolean skipping() {
        Block block = blocks.peek();
        return block != null && !block.reading;
    }

    /** True when the line is a directive, or stands in a branch that does not hold: nobody else is to read it. */
    boolean handle(Line line) {
        Word keyword = line.first();
        if (!keyword.text().startsWith(".")) return skipping();
        line.next();
        switch (keyword.text()) {
            case ".if" -> begin(line);
            case ".elif" -> elseIf(line);
            case ".else" -> otherwise(line);
            case ".endif" -> end(line);
            default -> {
                if (!skipping()) tell(line);
            }
        }
        return true;
    }

    private void begin(Line line) {
        boolean skipped = skipping();
        Block block = new Block(line.first());
        blocks.push(block);
        // A condition that cannot be read settles the block: neither branch is read, one error is enough.
        block.settled = true;
        if (skipped) return;
        block.reading = Conditions.evaluate(line.rest(), facts);
        block.settled = block.reading;
    }

    private void elseIf(Line line) {
        Block block = innermost(line);
        if (block.sawElse) throw line.error(line.first(), "'.elif' after '.else'", "");
        block.reading = false;
        if (block.settled) return;
        block.settled = true;
        block.reading = Conditions.evaluate(line.rest(), facts);
        block.settled = block.reading;
    }

    private void otherwise(Line line) {
        Block block = innermost(line);
        if (block.sawElse) throw line.error(line.first(), "a second '.else'", "");
        line.expectEnd();
        block.sawElse = true;
        block.reading = !block.settled;
        block.settled = true;
    }

    private void end(Line line) {
        innermost(line);
        line.expectEnd();
        blocks.pop();
    }

    private Block innermost(Line line) {
        Block block = blocks.peek();
        if (block == null) throw line.error(line.first(), "'" + line.keyword() + "' without an '.if' before it", "");
        return block;
    }

    private void tell(Line line) {
        Word keyword = line.first();
        if (!NAMES.contains(keyword.text())) {
            throw line.unknown(keyword, "directive", NAMES);
        }
        Word message = line.next();
        if (line.hasNext()) {
            throw line.error(
                    line.peek(),
                    "unexpected word '" + line.peek().text() + "' after the message of '" + keyword.text() + "'",
                    "put the message in quotes");
        }
        Severity severity = switch (keyword.text()) {
            case ".alert" -> Severity.ERROR;
            case ".warning" -> Severity.WARNING;
            default -> Severity.NOTICE;
        };
        if (keyword.is(".diag") && !diagnostic) return;
        String said = message.isEmpty() ? "'" + keyword.text() + "' without a message" : message.text();
        problems.add(new Problem(severity, "directive", keyword.at(), keyword.length(), said, ""));
    }

    /** Blocks do not reach into the next file. */
    void endOfFile() {
        while (!blocks.isEmpty()) {
            Word begin = blocks.pop().begin;
            problems.error(begin, "this '.if' has no '.endif'", "");
        }
    }
}
