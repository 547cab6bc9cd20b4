package dev.whiteboard.journeys.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;

/** A ride from the offer to the receipt. */
class RidesWalk extends Walk {
    RidesWalk(Stage stage) {
        super(stage, "rides", "/console/rides");
    }

    @Override
    void use(Visit visit) {
        Locator ride = visit.region("The ride");
        visit.sees("form", "told by a socket");
        visit.click("Send all three out");
        for (String driver : new String[]{"Bob", "Carol", "Dave"}) {
            visit.sees(visit.region(driver + "'s car").locator(".who"), "free");
        }
        visit.click("What does it cost?");
        visit.sees("form .note", "by the streets");
        visit.choose("Pay", "tok_visa");
        visit.click("Ask for the ride");
        visit.sees(ride.locator(".steps .now"), "on its way");
        visit.sees(ride.locator(".steps .now"), "On the way");
        visit.sees(ride.locator(".steps .done"), "Arrived");
        visit.sees(ride.locator("table"), "Together");
        visit.sees(ride, "captured");
        visit.click("A crowd asks here");
        visit.sees(visit.region("City").locator(".note"), "cost more than usual");
        // The crowd gives up, and does not wait for a car when the page is opened again.
        assertThat(visit.button("A crowd asks here")).isEnabled();
        visit.region("City").locator("svg")
                .evaluate("map => map.scrollIntoView({ behavior: 'instant', block: 'center' })");
    }

    @Override
    void fail(Visit visit) {
        visit.beginAgainRefused(2);
        visit.sees("form", "told by a socket");
        visit.isAway("**/rides/estimate");
        visit.click("What does it cost?");
        visit.sees("form .problem", "SERVICE_UNAVAILABLE");
        visit.comesBack("**/rides/estimate");

        visit.click("Ask for the ride");
        visit.sees(visit.region("The ride").locator(".steps .now"), "A driver is looked for");
        visit.click("Cancel the ride");
        visit.sees(visit.region("The ride").locator(".steps .failed"), "Cancelled");
        visit.sees(visit.region("The ride"), "It cost nothing");
    }
}
