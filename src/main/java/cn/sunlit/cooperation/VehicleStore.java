package cn.sunlit.cooperation;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of vehicles and their way. */
@Repository
class VehicleStore {

    private final JdbcClient jdbc;

    VehicleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A vehicle as it is written. */
    record New(
            CaseId caseId,
            CourtCode court,
            long party,
            String owner,
            @Nullable Long asset,
            byte[] sealed,
            byte[] index,
            String masked,
            String description,
            String by,
            Instant now) {}

    static final String NOTE = """
            insert into cooperation.vehicle (case_id, court, party_id, owner_name, asset_id, plate_sealed, plate_index,
                                             plate_masked, description, state, noted_by, noted_at)
            values (:caseId, :court, :party, :owner, :asset, :sealed, :index, :masked, :description, 'WANTED', :by, :now)
            on conflict (case_id, plate_index) do nothing
            returning id
            """;

    /** @return empty when the case knows it already */
    Optional<Long> note(New n) {
        return jdbc.sql(NOTE).paramSource(n).query(Long.class).optional();
    }

    static final String PIECE = """
            insert into cooperation.plate_piece (vehicle_id, piece) select :vehicle, p from unnest(:pieces::bytea[]) p
            on conflict do nothing
            """;

    void pieces(long vehicle, Collection<byte[]> pieces) {
        jdbc.sql(PIECE)
                .param("vehicle", vehicle)
                .param("pieces", pieces.toArray(byte[][]::new))
                .update();
    }

    /** A vehicle with what acting on it needs. */
    record Vehicle(
            long id,
            CaseId caseId,
            CourtCode court,
            long partyId,
            String ownerName,
            @Nullable Long assetId,
            byte[] plateSealed,
            String plateMasked,
            String description,
            String state,
            @Nullable LocalDate returnDueSince) {}

    static final String BY_PLATE = """
            select * from cooperation.vehicle where case_id = :case_id and plate_index = :index
            """;

    Optional<Vehicle> byPlate(CaseId caseId, byte[] index) {
        return jdbc.sql(BY_PLATE)
                .param("case_id", caseId)
                .param("index", index)
                .query(Vehicle.class)
                .optional();
    }

    static final String LOCK = """
            select * from cooperation.vehicle where id = :id for update
            """;

    Optional<Vehicle> lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query(Vehicle.class).optional();
    }

    static final String SEEN = """
            select v.* from cooperation.vehicle v
             where v.court = :court and v.state <> 'RETURNED'
               and v.id in (select vehicle_id from cooperation.plate_piece where piece = :piece)
             order by v.id desc limit 10
            """;

    /** The vehicles of a court on whose plate this piece stands, at most ten. */
    List<Vehicle> seen(CourtCode court, byte[] piece) {
        return jdbc.sql(SEEN)
                .param("court", court)
                .param("piece", piece)
                .query(Vehicle.class)
                .list();
    }

    static final String HERE = """
            select * from cooperation.vehicle where case_id = :case_id and state <> 'RETURNED' order by id for update
            """;

    /** The vehicles of a case that were not returned. */
    List<Vehicle> here(CaseId caseId) {
        return jdbc.sql(HERE).param("case_id", caseId).query(Vehicle.class).list();
    }

    static final String MOVED = """
            update cooperation.vehicle set state = :state, asset_id = coalesce(:asset::bigint, asset_id) where id = :id
            """;

    void moved(long id, String state, @Nullable Long asset) {
        jdbc.sql(MOVED)
                .param("id", id)
                .param("state", state)
                .param("asset", asset)
                .update();
    }

    static final String RETURN_DUE = """
            update cooperation.vehicle set return_due_since = :on where id = :id and return_due_since is null
            """;

    void returnDue(long id, LocalDate on) {
        jdbc.sql(RETURN_DUE).param("id", id).param("on", on).update();
    }

    /** A step as it is written. */
    record NewStep(
            long vehicle,
            VehicleStep.Step step,
            Instant at,
            String place,
            @Nullable String keeper,
            @Nullable Integer odometer,
            @Nullable String items,
            @Nullable String handedBy,
            @Nullable String receivedBy,
            @Nullable Money cost,
            String by,
            Instant now) {}

    static final String STEP = """
            insert into cooperation.vehicle_step (vehicle_id, step, happened_at, place, keeper, odometer_km, items, handed_by,
                                                  received_by, cost_fen, noted_by, noted_at)
            values (:vehicle, :step, :at, :place, :keeper, :odometer, :items, :handedBy, :receivedBy, :cost, :by, :now)
            returning id
            """;

    long step(NewStep s) {
        return jdbc.sql(STEP).paramSource(s).query(Long.class).single();
    }

    static final String PHOTO = """
            insert into cooperation.vehicle_photo (step_id, content, sha256, media_type)
            values (:step, :content, encode(sha256(:content), 'hex'), :type)
            """;

    void photo(long step, byte[] content, String type) {
        jdbc.sql(PHOTO)
                .param("step", step)
                .param("content", content)
                .param("type", type)
                .update();
    }

    record Photo(byte[] content, String mediaType) {}

    static final String FIND_PHOTO = """
            select p.content, p.media_type
              from cooperation.vehicle_photo p join cooperation.vehicle_step s on s.id = p.step_id
              join cooperation.vehicle v on v.id = s.vehicle_id
             where p.id = :id and v.case_id = :case_id
            """;

    Optional<Photo> photo(CaseId caseId, long id) {
        return jdbc.sql(FIND_PHOTO)
                .param("id", id)
                .param("case_id", caseId)
                .query(Photo.class)
                .optional();
    }

    record StepRow(
            long vehicleId,
            long id,
            VehicleStep.Step step,
            Instant at,
            String place,
            @Nullable String keeper,
            @Nullable Integer odometerKm,
            @Nullable String items,
            @Nullable String handedBy,
            @Nullable String receivedBy,
            @Nullable Money cost) {}

    static final String STEPS = """
            select s.vehicle_id, s.id, s.step, s.happened_at as at, s.place, s.keeper, s.odometer_km, s.items, s.handed_by,
                   s.received_by, s.cost_fen as cost
              from cooperation.vehicle_step s join cooperation.vehicle v on v.id = s.vehicle_id
             where v.case_id = :case_id
             order by s.id
            """;

    record PhotoRow(long stepId, long id) {}

    static final String PHOTOS = """
            select p.step_id, p.id
              from cooperation.vehicle_photo p join cooperation.vehicle_step s on s.id = p.step_id
              join cooperation.vehicle v on v.id = s.vehicle_id
             where v.case_id = :case_id
             order by p.id
            """;

    static final String OF_CASE = """
            select * from cooperation.vehicle where case_id = :case_id order by id
            """;

    List<VehicleView> ofCase(CaseId caseId) {
        Map<Long, List<Long>> photos = jdbc.sql(PHOTOS).param("case_id", caseId).query(PhotoRow.class).list().stream()
                .collect(
                        Collectors.groupingBy(PhotoRow::stepId, Collectors.mapping(PhotoRow::id, Collectors.toList())));
        Map<Long, List<StepRow>> steps = jdbc.sql(STEPS).param("case_id", caseId).query(StepRow.class).list().stream()
                .collect(Collectors.groupingBy(StepRow::vehicleId));
        return jdbc.sql(OF_CASE).param("case_id", caseId).query(Vehicle.class).list().stream()
                .map(v -> view(v, steps.getOrDefault(v.id(), List.of()), photos))
                .toList();
    }

    private static VehicleView view(Vehicle v, List<StepRow> steps, Map<Long, List<Long>> photos) {
        Money costs = Money.ZERO;
        for (StepRow s : steps) {
            costs = s.cost() == null ? costs : costs.plus(s.cost());
        }
        return new VehicleView(
                v.id(),
                v.plateMasked(),
                v.ownerName(),
                v.description(),
                v.assetId(),
                v.state(),
                v.returnDueSince(),
                costs,
                steps.stream()
                        .map(s -> new VehicleView.Done(
                                s.id(),
                                s.step(),
                                s.at(),
                                s.place(),
                                s.keeper(),
                                s.odometerKm(),
                                s.items(),
                                s.handedBy(),
                                s.receivedBy(),
                                s.cost(),
                                photos.getOrDefault(s.id(), List.of())))
                        .toList());
    }
}
