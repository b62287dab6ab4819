package dev.waymark.server.web;

/** A page that the navigation leads to, with its path below {@code /l/{launch}}. */
public enum Place {
    MAP(Area.LEARN, "/learn"),
    SEARCH(Area.LEARN, "/learn/search"),
    RECORDS(Area.LEARN, "/learn/records"),
    PRIVACY(Area.LEARN, "/learn/privacy"),
    TEAM(Area.TEAM, "/team"),
    STALLED(Area.TEAM, "/team/stalled"),
    BRIDGE(Area.TEAM, "/team/bridge"),
    CHARTS(Area.TEAM, "/team/charts"),
    ORGANISATION(Area.ADMIN, "/admin"),
    CONNECTIONS(Area.ADMIN, "/admin/connections"),
    MODULES(Area.ADMIN, "/admin/modules"),
    GAPS(Area.ADMIN, "/admin/gaps"),
    DESTINATIONS(Area.ADMIN, "/admin/destinations"),
    DELIVERIES(Area.ADMIN, "/admin/deliveries"),
    LAUNCHES(Area.ADMIN, "/admin/launches"),
    KEYS(Area.ADMIN, "/admin/keys"),
    LEDGER(Area.ADMIN, "/admin/records"),
    PEOPLE(Area.ADMIN, "/admin/people"),
    AUDIT(Area.ADMIN, "/admin/audit");

    private final Area area;
    private final String path;

    Place(Area area, String path) {
        this.area = area;
        this.path = path;
    }

    public Area area() {
        return area;
    }

    public String path() {
        return path;
    }
}
