package dev.whiteboard.journeys.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;

/** Finding, buying, and what becomes of the order. */
class ShopWalk extends Walk {
    private static final String UNITS = "3";

    ShopWalk(Stage stage) {
        super(stage, "commerce", "/console/commerce");
    }

    @Override
    void use(Visit visit) {
        Locator shelf = visit.region("Shelf");
        String lamp = "Lamp " + unique() + " " + Visit.HOSTILE;
        sell(visit, lamp);
        visit.seesAsText(shelf.locator(".products b"), lamp);
        order(visit, lamp);
        visit.click("Order and pay");
        Locator order = visit.region("The order");
        visit.sees(order.locator(".pill"), "paid");
        visit.sees(order.locator(".steps .done"), "Units claimed");
        assertThat(stock(visit, lamp)).containsText(new String[]{"2", "0", "1", UNITS});
        visit.sees(visit.region("Orders").locator(".pill"), "paid");

        search(visit, "lamp");
        visit.sees(shelf.locator(".note"), "found by the index");
        order.evaluate("order => order.scrollIntoView({ behavior: 'instant', block: 'center' })");
    }

    /** The card is declined: the saga steps back, and the units can be sold again. */
    @Override
    void fail(Visit visit) {
        String lamp = "Lamp " + unique();
        sell(visit, lamp);
        order(visit, lamp);
        visit.click("Pay with tok_declined");
        Locator order = visit.region("The order");
        visit.sees(order.locator(".pill"), "failed");
        visit.sees(order.locator(".steps .failed"), "Declined");
        visit.sees(order.locator(".steps .undone"), "Units released");
        assertThat(stock(visit, lamp)).containsText(new String[]{UNITS, "0", "0", UNITS});

        order(visit, lamp);
        visit.page().getByLabel("Quantity of " + lamp).fill("4");
        visit.page().getByLabel("Quantity of " + lamp).press("Tab");
        visit.sees(visit.region("Cart"), "not in stock");
        visit.click("Order and pay");
        visit.sees(visit.region("Cart").locator(".problem"), "OUT_OF_STOCK");
        visit.click("Remove " + lamp);
        visit.sees(visit.region("Cart"), "Nothing yet");
    }

    private static void sell(Visit visit, String title) {
        visit.page().getByText("Sell something").click();
        visit.fill("Title", title);
        visit.page().getByLabel("Units").fill(UNITS);
        visit.click("Put it on the shelf");
    }

    private static void order(Visit visit, String title) {
        visit.button("Add to cart: " + title).first().click();
        visit.sees(visit.region("Cart").locator(".mine"), title);
    }

    private static void search(Visit visit, String words) {
        visit.fill("Search", words);
        visit.page().getByRole(AriaRole.SEARCH)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Search")).click();
    }

    private static Locator stock(Visit visit, String title) {
        return visit.region("The order").locator("tr", new Locator.LocatorOptions().setHasText(title)).locator("td");
    }
}
