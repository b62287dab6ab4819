package dev.waymark.server.team;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook of one sheet, written some rows at a time: memory holds only what was not taken yet. */
final class Xlsx {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Workbook workbook = new Workbook(bytes, "Waymark", "01.0000");
    private final Worksheet sheet = workbook.newWorksheet("Progress");
    private int next;

    Buffer rows(List<List<Object>> rows) {
        rows.forEach(this::row);
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return taken();
    }

    private void row(List<Object> values) {
        for (int column = 0; column < values.size(); column++) {
            if (values.get(column) instanceof Number number) {
                sheet.value(next, column, number);
            } else {
                sheet.inlineString(next, column, values.get(column).toString());
            }
        }
        next++;
    }

    Buffer end() {
        try {
            workbook.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return taken();
    }

    private Buffer taken() {
        Buffer taken = Buffer.buffer(bytes.toByteArray());
        bytes.reset();
        return taken;
    }
}
