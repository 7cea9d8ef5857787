package io.hecd.sample;

/** The types of samples (manual 7.1); ADDR stands for either family in what a fetch or converter declares. */
public enum SampleType {
    ANY("any"),
    BOOL("boolean"),
    SINT("integer"),
    ADDR("ip"),
    IPV4("ipv4"),
    IPV6("ipv6"),
    STR("string"),
    BIN("binary"),
    /** A method: text, compared without case by `method`. */
    METH("method");

    private final String shown;

    SampleType(String shown) {
        this.shown = shown;
    }

    /** The manual's word. */
    public String shown() {
        return shown;
    }

    public boolean isAddress() {
        return this == ADDR || this == IPV4 || this == IPV6;
    }

    /** Is the value kept as bytes? */
    public boolean isText() {
        return this == STR || this == BIN || this == METH;
    }

    /** Can a value of this type ever become one of the other? {@link Sample#castTo} tells for a certain value. */
    public boolean castsTo(SampleType other) {
        return Casts.exists(this, other);
    }
}
