package dev.waymark.lti.emulator.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The platform's memory. Not for several threads at once: the platform takes care of that for its own requests. */
public final class World {
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Course> courses = new LinkedHashMap<>();
    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<String, Deployment> deployments = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, LineItem> lineItems = new LinkedHashMap<>();
    private final Map<String, Grade> grades = new LinkedHashMap<>();
    private final Map<String, String> noticeHandlers = new LinkedHashMap<>();
    private int lastId;

    public static World of(WorldState state) {
        var world = new World();
        state.people().forEach(world::add);
        state.courses().forEach(world::add);
        state.tools().forEach(world::add);
        state.deployments().forEach(world::add);
        state.links().forEach(world::add);
        state.lineItems().forEach(world::add);
        state.grades().forEach(world::add);
        world.noticeHandlers.putAll(state.noticeHandlers());
        world.lastId = state.lastId();
        return world;
    }

    public WorldState state() {
        return new WorldState(
                lastId,
                people(),
                courses(),
                tools(),
                List.copyOf(deployments.values()),
                List.copyOf(links.values()),
                List.copyOf(lineItems.values()),
                grades(),
                Map.copyOf(noticeHandlers));
    }

    /** An id that nothing in this world has yet. */
    public String nextId(String kind) {
        var id = kind + "-" + ++lastId;
        return taken(id) ? nextId(kind) : id;
    }

    private boolean taken(String id) {
        return courses.containsKey(id)
                || deployments.containsKey(id)
                || links.containsKey(id)
                || lineItems.containsKey(id);
    }

    public World add(Person person) {
        people.put(person.id(), person);
        return this;
    }

    public World add(Course course) {
        courses.put(course.id(), course);
        return this;
    }

    public World enrol(String course, Enrolment enrolment) {
        return add(course(course).enrolling(enrolment));
    }

    public World add(Tool tool) {
        tools.put(tool.clientId(), tool);
        return this;
    }

    public World add(Deployment deployment) {
        deployments.put(deployment.id(), deployment);
        return this;
    }

    public World add(Link link) {
        links.put(link.id(), link);
        return this;
    }

    public World add(LineItem lineItem) {
        lineItems.put(lineItem.id(), lineItem);
        return this;
    }

    public World add(Grade grade) {
        grades.put(grade.lineItem() + " " + grade.person(), grade);
        return this;
    }

    public World handle(String deployment, String noticeType, String url) {
        noticeHandlers.put(deployment + " " + noticeType, url);
        return this;
    }

    /** A new registration takes over the deployments and line items of an old one, which is forgotten. */
    public void replace(String oldClient, String newClient) {
        deployments.replaceAll((id, deployment) ->
                deployment.clientId().equals(oldClient) ? new Deployment(id, newClient) : deployment);
        lineItems.replaceAll(
                (id, lineItem) -> lineItem.clientId().equals(oldClient) ? lineItem.of(newClient) : lineItem);
        tools.remove(oldClient);
    }

    public void removeLineItem(String id) {
        lineItems.remove(id);
        grades.values().removeIf(grade -> grade.lineItem().equals(id));
        links.replaceAll((key, link) -> id.equals(link.lineItem()) ? link.graded(null) : link);
    }

    public void removeLink(String id) {
        links.remove(id);
        List.copyOf(lineItems.values()).stream()
                .filter(lineItem -> id.equals(lineItem.link()))
                .forEach(lineItem -> removeLineItem(lineItem.id()));
    }

    /** Copies a course's activities and gradebook columns under new ids; nobody is enrolled in the copy. */
    public Course copy(String course, String title) {
        var copy = course(course).copied(nextId("course"), title);
        add(copy);
        var newLinks = new LinkedHashMap<String, String>();
        linksOf(course).forEach(link -> {
            var copied = link.copied(nextId("link"), copy.id());
            newLinks.put(link.id(), copied.id());
            add(copied);
        });
        lineItemsOf(course).forEach(lineItem -> copy(lineItem, copy.id(), newLinks));
        return copy;
    }

    private void copy(LineItem lineItem, String course, Map<String, String> newLinks) {
        var link = lineItem.link() == null ? null : newLinks.get(lineItem.link());
        var copied = lineItem.copied(nextId("lineitem"), course, link);
        add(copied);
        if (link != null
                && lineItem.link() != null
                && lineItem.id().equals(link(lineItem.link()).lineItem())) {
            add(link(link).graded(copied.id()));
        }
    }

    public Course course(String id) {
        return found(courses.get(id), "course", id);
    }

    public Link link(String id) {
        return found(links.get(id), "link", id);
    }

    public Person person(String id) {
        return found(people.get(id), "person", id);
    }

    public Tool toolOf(String deployment) {
        var clientId =
                found(deployments.get(deployment), "deployment", deployment).clientId();
        return found(tools.get(clientId), "tool", clientId);
    }

    public @Nullable Person findPerson(String id) {
        return people.get(id);
    }

    public @Nullable Course findCourse(String id) {
        return courses.get(id);
    }

    public @Nullable Tool findTool(String clientId) {
        return tools.get(clientId);
    }

    public @Nullable Link findLink(String id) {
        return links.get(id);
    }

    public @Nullable LineItem findLineItem(String id) {
        return lineItems.get(id);
    }

    public @Nullable Grade findGrade(String lineItem, String person) {
        return grades.get(lineItem + " " + person);
    }

    public @Nullable Deployment findDeployment(String id) {
        return deployments.get(id);
    }

    public @Nullable String noticeHandler(String deployment, String noticeType) {
        return noticeHandlers.get(deployment + " " + noticeType);
    }

    public List<Person> people() {
        return List.copyOf(people.values());
    }

    public List<Course> courses() {
        return List.copyOf(courses.values());
    }

    public List<Tool> tools() {
        return List.copyOf(tools.values());
    }

    public List<Grade> grades() {
        return List.copyOf(grades.values());
    }

    public Collection<Deployment> deployments() {
        return Collections.unmodifiableCollection(new ArrayList<>(deployments.values()));
    }

    public List<Link> linksOf(String course) {
        return links.values().stream()
                .filter(link -> link.course().equals(course))
                .toList();
    }

    public List<LineItem> lineItemsOf(String course) {
        return lineItems.values().stream()
                .filter(lineItem -> lineItem.course().equals(course))
                .toList();
    }

    public List<Grade> gradesOf(String lineItem) {
        return grades.values().stream()
                .filter(grade -> grade.lineItem().equals(lineItem))
                .toList();
    }

    private static <T> T found(@Nullable T value, String kind, String id) {
        if (value == null) {
            throw new NoSuchElementException("No " + kind + " " + id);
        }
        return value;
    }
}
