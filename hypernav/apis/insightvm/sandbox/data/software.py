"""The software of the simulated network, installed or listening, with the releases of the last years."""

# ruff: noqa: E501  # a table reads best with one row a line

from __future__ import annotations

from hypernav.apis.insightvm.sandbox.data.products import Product, Release, monthly, parse_releases

_LAST = "2025-10"

# key, vendor, family, product, type, CPE, releases
# fmt: off
_INSTALLED: tuple[tuple[str, str, str, str, str, str, tuple[Release, ...]], ...] = (
    ("chrome", "Google", "Chrome", "Chrome", "Internet Client", "a:google:chrome", monthly("2022-06", _LAST, "{n}.0.{build}.84", start=102, day=7)),
    ("edge", "Microsoft", "Edge", "Edge", "Internet Client", "a:microsoft:edge_chromium", monthly("2022-06", _LAST, "{n}.0.{build}.62", start=102, day=10)),
    ("firefox", "Mozilla", "Firefox", "Firefox", "Internet Client", "a:mozilla:firefox", monthly("2022-06", _LAST, "{n}.0.1", start=101, day=4)),
    ("office", "Microsoft", "Office", "Office LTSC Professional Plus 2021", "Productivity", "a:microsoft:office", monthly("2021-10", _LAST, "16.0.14332.20{n}", start=145, day=14)),
    ("acrobat-reader", "Adobe", "Acrobat", "Acrobat Reader DC", "Productivity", "a:adobe:acrobat_reader_dc", monthly("2021-11", _LAST, "{yy}.{month:03d}.20{n:03d}", start=150, every=2, day=11)),
    ("java-8", "Oracle", "Java", "JRE 8", "Runtime", "a:oracle:jre", monthly("2021-01", _LAST, "1.8.0_{n}", start=281, every=3, day=18)),
    ("openjdk-11", "Eclipse Adoptium", "OpenJDK", "OpenJDK 11", "Runtime", "a:eclipse:temurin", monthly("2021-01", _LAST, "11.0.{n}", start=10, every=3, day=20)),
    ("dotnet-6", "Microsoft", ".NET", ".NET Runtime 6.0", "Runtime", "a:microsoft:.net", monthly("2022-01", "2024-11", "6.0.{n}", start=1, day=13)),
    ("zoom", "Zoom", "Zoom", "Zoom Workplace", "Communication", "a:zoom:workplace", monthly("2022-09", _LAST, "5.{n}.0", start=12, every=2, day=20)),
    ("7-zip", "7-Zip", "7-Zip", "7-Zip", "Utility", "a:7-zip:7-zip", parse_releases("19.00@2019-02 21.07@2021-12 22.01@2022-07 23.01@2023-06 24.07@2024-06 24.09@2024-11 25.01@2025-08")),
    ("notepad-plus-plus", "Notepad++", "Notepad++", "Notepad++", "Utility", "a:notepad-plus-plus:notepad\\+\\+", parse_releases("8.1.9@2021-10 8.4.4@2022-07 8.5.3@2023-05 8.5.7@2023-09 8.6.9@2024-07 8.8.3@2025-07")),
    ("vlc", "VideoLAN", "VLC", "VLC Media Player", "Multimedia", "a:videolan:vlc_media_player", parse_releases("3.0.12@2021-01 3.0.16@2021-06 3.0.18@2022-11 3.0.20@2023-11 3.0.21@2024-06")),
    ("wireshark", "Wireshark", "Wireshark", "Wireshark", "Utility", "a:wireshark:wireshark", monthly("2021-06", _LAST, "4.{n}.0", start=0, every=4, day=16)),
    ("putty", "PuTTY", "PuTTY", "PuTTY", "Utility", "a:putty:putty", parse_releases("0.76@2021-07 0.78@2022-10 0.80@2023-12 0.81@2024-04 0.83@2025-02")),
    ("teamviewer", "TeamViewer", "TeamViewer", "TeamViewer Remote", "Remote Access", "a:teamviewer:remote", monthly("2022-01", _LAST, "15.{n}.3", start=26, every=2, day=25)),
    ("vmware-tools", "VMware", "Tools", "VMware Tools", "Virtualization", "a:vmware:tools", parse_releases("11.3.5@2021-09 12.1.0@2022-08 12.2.5@2023-06 12.3.5@2023-10 12.4.5@2024-07 13.0.5@2025-09")),
    ("docker", "Docker", "Docker", "Docker Engine", "Virtualization", "a:docker:docker", parse_releases("20.10.8@2021-08 20.10.24@2023-04 23.0.6@2023-05 24.0.7@2023-10 25.0.5@2024-03 27.1.1@2024-07 28.3.3@2025-07")),
    ("kubelet", "Kubernetes", "Kubernetes", "kubelet", "Virtualization", "a:kubernetes:kubernetes", monthly("2022-05", _LAST, "1.{n}.4", start=24, every=4, day=12)),
    ("log4j-core", "Apache", "Log4j", "Log4j Core", "Library", "a:apache:log4j", parse_releases("2.13.3@2020-05 2.14.1@2021-03 2.17.1@2021-12-27 2.20.0@2023-02 2.24.1@2024-09")),
    ("python", "Python", "Python", "Python 3.9", "Runtime", "a:python:python", monthly("2021-02", _LAST, "3.9.{n}", start=2, every=3, day=6)),
    ("git", "Git", "Git", "Git for Windows", "Development", "a:git-scm:git", monthly("2021-08", _LAST, "2.{n}.0", start=33, every=3, day=17)),
    ("vscode", "Microsoft", "Visual Studio Code", "Visual Studio Code", "Development", "a:microsoft:visual_studio_code", monthly("2022-06", _LAST, "1.{n}.2", start=68, day=9)),
    ("crowdstrike", "CrowdStrike", "Falcon", "Falcon Sensor", "Security", "a:crowdstrike:falcon_sensor", monthly("2023-01", _LAST, "6.{n}.16303", start=50, day=19)),
    ("insight-agent", "Rapid7", "Insight Agent", "Insight Agent", "Security", "a:rapid7:insight_agent", monthly("2022-01", _LAST, "3.{n}.1.1", start=1, every=2, day=22)),
)

_LISTENING: tuple[tuple[str, str, str, str, str, str, tuple[Release, ...]], ...] = (
    ("openssh", "OpenBSD", "OpenSSH", "OpenSSH", "Remote Access", "a:openbsd:openssh", parse_releases("7.4@2016-12 7.9@2018-10 8.2@2020-02 8.8@2021-09 8.9p1@2022-02 9.3@2023-03 9.6@2023-12 9.8@2024-07 9.9p2@2025-02")),
    ("apache-httpd", "Apache", "HTTPD", "HTTPD", "Web Server", "a:apache:http_server", parse_releases("2.4.29@2017-10 2.4.41@2019-08 2.4.46@2020-08 2.4.48@2021-06 2.4.49@2021-09-16 2.4.50@2021-10-04 2.4.52@2021-12 2.4.54@2022-06 2.4.57@2023-04 2.4.58@2023-10 2.4.62@2024-07 2.4.65@2025-07")),
    ("nginx", "F5", "nginx", "nginx", "Web Server", "a:f5:nginx", parse_releases("1.14.2@2018-12 1.18.0@2020-04 1.20.1@2021-05 1.22.1@2022-10 1.24.0@2023-04 1.26.2@2024-08 1.28.0@2025-04")),
    ("iis-10", "Microsoft", "IIS", "IIS", "Web Server", "a:microsoft:internet_information_services", parse_releases("10.0@2016-09")),
    ("tomcat", "Apache", "Tomcat", "Tomcat", "Application Server", "a:apache:tomcat", monthly("2020-01", _LAST, "9.0.{n}", start=30, day=8)),
    ("php", "PHP", "PHP", "PHP", "Runtime", "a:php:php", monthly("2021-02", _LAST, "8.0.{n}", start=2, every=2, day=4)),
    ("jenkins", "Jenkins", "Jenkins", "Jenkins LTS", "Development", "a:jenkins:jenkins", monthly("2022-03", _LAST, "2.{n}.3", start=332, every=3, day=15)),
    ("gitlab", "GitLab", "GitLab", "GitLab Community Edition", "Development", "a:gitlab:gitlab", monthly("2022-11", _LAST, "{major}.{minor}.2", start=186, day=22)),
    ("confluence", "Atlassian", "Confluence", "Confluence Data Center", "Collaboration", "a:atlassian:confluence_data_center", parse_releases("7.13.0@2021-08 7.18.1@2022-06 7.19.6@2023-01 8.3.2@2023-05 8.5.2@2023-10 8.5.6@2024-02 9.2.0@2024-12")),
    ("mysql", "Oracle", "MySQL", "MySQL", "Database Server", "a:oracle:mysql", monthly("2021-01", _LAST, "8.0.{n}", start=23, every=3, day=18)),
    ("postgresql", "PostgreSQL", "PostgreSQL", "PostgreSQL", "Database Server", "a:postgresql:postgresql", monthly("2021-02", _LAST, "13.{n}", start=2, every=3, day=11)),
    ("oracle-database", "Oracle", "Database Server", "Oracle Database Server 19c", "Database Server", "a:oracle:database_server", monthly("2021-01", _LAST, "19.{n}.0.0.0", start=10, every=3, day=19)),
    ("mssql-2019", "Microsoft", "SQL Server", "SQL Server 2019", "Database Server", "a:microsoft:sql_server_2019", monthly("2021-02", "2025-09", "15.0.4{n}.2", start=102, every=3, day=12)),
    ("exchange-2019", "Microsoft", "Exchange", "Exchange Server 2019", "Mail Server", "a:microsoft:exchange_server", parse_releases("15.2.792.10@2021-02 15.2.858.15@2021-07 15.2.986.30@2022-10 15.2.1118.40@2023-11 15.2.1544.11@2024-11 15.2.1748.10@2025-10")),
    ("vcenter", "VMware", "vCenter", "vCenter Server", "Virtualization", "a:vmware:vcenter_server", parse_releases("7.0.1@2020-10 7.0.3@2021-10 7.0.3.01400@2023-06 8.0.2@2023-10 8.0.3.00200@2024-09 8.0.3.00600@2025-05")),
    ("weblogic", "Oracle", "WebLogic", "WebLogic Server", "Application Server", "a:oracle:weblogic_server", monthly("2021-01", _LAST, "14.1.1.0.{yy}{month:02d}16", every=3, day=16)),
    ("samba", "Samba", "Samba", "Samba", "File Server", "a:samba:samba", parse_releases("4.7.6@2018-03 4.11.6@2020-01 4.13.17@2022-01 4.15.13@2022-12 4.19.5@2024-02 4.22.1@2025-04")),
    ("bind", "ISC", "BIND", "BIND", "DNS Server", "a:isc:bind", monthly("2021-02", _LAST, "9.16.{n}", start=12, every=3, day=17)),
    ("redis", "Redis", "Redis", "Redis", "Database Server", "a:redis:redis", parse_releases("5.0.7@2019-11 6.2.5@2021-07 6.2.7@2022-04 7.0.12@2023-07 7.2.5@2024-05 7.4.6@2025-10")),
    ("elasticsearch", "Elastic", "Elasticsearch", "Elasticsearch", "Database Server", "a:elastic:elasticsearch", parse_releases("7.10.2@2021-01 7.17.0@2022-02 8.6.2@2023-02 8.11.1@2023-11 8.15.1@2024-09 9.1.5@2025-10")),
    ("postfix", "Postfix", "Postfix", "Postfix", "Mail Server", "a:postfix:postfix", parse_releases("3.3.0@2018-02 3.4.13@2020-06 3.6.4@2022-01 3.8.4@2023-12 3.10.4@2025-08")),
    ("vsftpd", "vsftpd", "vsftpd", "vsftpd", "FTP Server", "a:vsftpd_project:vsftpd", parse_releases("2.3.4@2011-02 3.0.3@2015-07 3.0.5@2021-08")),
    ("windows-builtin", "Microsoft", "Windows", "Windows", "General", "o:microsoft:windows", parse_releases("@2016-01")),
    ("embedded", "", "Embedded", "Embedded Service", "General", "h:generic:embedded", parse_releases("@2016-01")),
)
# fmt: on


def _product(kind: str, row: tuple[str, str, str, str, str, str, tuple[Release, ...]]) -> Product:
    key, vendor, family, name, category, cpe, releases = row
    return Product(key, "service" if kind == "service" else "software", vendor, family, name, category, cpe, releases)


SOFTWARE: dict[str, Product] = {
    **{row[0]: _product("software", row) for row in _INSTALLED},
    **{row[0]: _product("service", row) for row in _LISTENING},
}
"""Each product by its key, installed ones first, then the ones that listen on ports."""
