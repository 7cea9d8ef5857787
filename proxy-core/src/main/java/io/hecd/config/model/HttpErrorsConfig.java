package io.hecd.config.model;

import io.hecd.config.model.ProxySettings.ErrorLine;
import io.hecd.config.text.Position;
import java.util.List;

/** An `http-errors` section (manual 3.8): error files under one name, for `errorfiles` lines and rules. */
public record HttpErrorsConfig(Position at, String name, List<ErrorLine.File> files) {
    /** Whether it says what is answered for a status. */
    public boolean has(int status) {
        return files.stream().anyMatch(file -> file.status() == status);
    }
}
