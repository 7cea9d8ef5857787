package io.hecd.admin.command;

/** `show resolvers`: there are no resolvers sections; names are looked up by the system while loading. */
final class ShowResolvers implements Command {
    @Override
    public String name() {
        return "show resolvers";
    }

    @Override
    public String synopsis() {
        return "show resolvers [id]";
    }

    @Override
    public String description() {
        return "dumps counters from all resolvers section and associated name servers";
    }

    @Override
    public Level level() {
        return Level.OPERATOR;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        if (!request.word(0).isEmpty()) throw new Refusal("Can't find that resolvers section");
        return Answer.nothing();
    }
}
