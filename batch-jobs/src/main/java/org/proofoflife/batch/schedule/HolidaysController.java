package org.proofoflife.batch.schedule;

import java.security.Principal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/batch/holidays")
class HolidaysController {

    private final Holidays holidays;

    HolidaysController(Holidays holidays) {
        this.holidays = holidays;
    }

    record Names(
            @Nullable String nameZh,
            @Nullable String nameEn,
            @Nullable Boolean worked) {}

    @GetMapping
    List<Holidays.Holiday> of(@RequestParam int year) {
        return holidays.of(year);
    }

    @PutMapping("/{day}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@PathVariable String day, @RequestBody Names names, Principal who) {
        holidays.set(
                new Holidays.Holiday(
                        parse(day), given(names.nameZh()), given(names.nameEn()), Boolean.TRUE.equals(names.worked())),
                who.getName());
    }

    @DeleteMapping("/{day}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String day, Principal who) {
        holidays.remove(parse(day), who.getName());
    }

    private static String given(@Nullable String name) {
        return name == null ? "" : name;
    }

    private static LocalDate parse(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw Refusal.invalid("INVALID_DAY", "A day is written yyyy-MM-dd");
        }
    }
}
