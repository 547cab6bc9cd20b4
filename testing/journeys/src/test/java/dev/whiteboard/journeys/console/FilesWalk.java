package dev.whiteboard.journeys.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Two devices of one account. */
class FilesWalk extends Walk {
    FilesWalk(Stage stage) {
        super(stage, "file-storage", "/console/file-storage");
    }

    @Override
    void use(Visit visit) {
        Locator laptop = visit.region("Laptop");
        Locator phone = visit.region("Phone");
        String plan = "plan-" + unique();
        String name = plan + ".txt";
        visit.sees(phone.locator(".who"), "in sync");
        upload(laptop, name);
        visit.sees(phone.locator(".files > li"), name);
        edit(laptop, name, "second");
        visit.sees(file(phone, name), "version 2");
        String hostile = Visit.HOSTILE.replace("<img ", "<img " + unique() + " ") + ".txt";
        upload(laptop, hostile);
        visit.seesAsText(phone.locator(".files > li"), hostile);

        for (Locator device : List.of(laptop, phone)) {
            read(device, name);
            click(device, "Go offline");
        }
        edit(laptop, name, "from the laptop");
        edit(phone, name, "from the phone");
        visit.sees(file(phone, name), "waits to be sent");
        for (Locator device : List.of(laptop, phone)) {
            click(device, "Come back");
            visit.sees(device.locator(".who"), "in sync");
        }
        visit.sees(laptop.locator(".files > li"), plan + " (conflicted copy");
        click(laptop, "Versions: " + name);
        click(laptop, "Restore version 1 of " + name);
        visit.sees(file(phone, name), "version 4");
    }

    /** No file may be called like that. */
    @Override
    void fail(Visit visit) {
        visit.beginAgainRefused(2);
        Locator laptop = visit.region("Laptop");
        visit.sees(laptop.locator(".who"), "in sync");
        upload(laptop, "..");
        visit.sees(laptop.locator(".problem"), Pattern.compile("VALIDATION_ERROR|MALFORMED_REQUEST"));
    }

    /** What a device has read it can edit when it is offline. */
    private static void read(Locator device, String name) {
        click(device, "Edit: " + name);
        device.getByRole(AriaRole.TEXTBOX).waitFor();
        click(device, "Cancel");
    }

    private static void upload(Locator device, String name) {
        device.locator("input[type=file]")
                .setInputFiles(new FilePayload(name, "text/plain", "first\n".getBytes(StandardCharsets.UTF_8)));
    }

    private static void edit(Locator device, String name, String text) {
        click(device, "Edit: " + name);
        device.getByRole(AriaRole.TEXTBOX).fill(text);
        device.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Save"))).click();
    }

    private static Locator file(Locator device, String name) {
        return device.locator(".files > li", new Locator.LocatorOptions().setHasText(name));
    }

    private static void click(Locator device, String button) {
        device.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true)).click();
    }
}
