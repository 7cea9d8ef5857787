package io.hecd.log;

/** The formats that options stand for, as the manual writes them (manual 8.2.1 .. 8.2.4). */
public final class Presets {
    /** `option tcplog` */
    public static final String TCPLOG = "%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq";

    /** `option httplog` */
    public static final String HTTPLOG = "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc"
            + " %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r";

    /** `option httplog clf` */
    public static final String HTTPLOG_CLF = "%{+Q}o %{-Q}ci - - [%trg] %r %ST %B \"\" \"\" %cp %ms %ft %b %s"
            + " %TR %Tw %Tc %Tr %Ta %tsc %ac %fc %bc %sc %rc %sq %bq %CC %CS %hrl %hsl";

    /** `option httpslog`: its samples come with TLS. */
    public static final String HTTPSLOG = HTTPLOG
            + " %[fc_err]/%[ssl_fc_err,hex]/%[ssl_c_err]/%[ssl_c_ca_err]/%[ssl_fc_is_resumed] %[ssl_fc_sni]/%sslv/%sslc";

    private Presets() {}

    /** What is written when no option chooses a format (manual 8.2.1). */
    public static String plain(boolean http) {
        return "Connect from %ci:%cp to %fi:%fp (%f/" + (http ? "HTTP" : "TCP") + ")";
    }
}
